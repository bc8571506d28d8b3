#include "config.h"

#include "munja-error.h"
#include "munja-follow.h"
#include "support-rows.h"

#define WENT_OUT G_GINT64_CONSTANT (1790000000000000)
#define MINUTE   G_TIME_SPAN_MINUTE
#define HOUR     G_TIME_SPAN_HOUR
#define DAY      G_TIME_SPAN_DAY

/* What the archive has of a sending, and what is remembered of it. */
typedef struct {
  MunjaSendingInfo *info;
  MunjaFollowMemory memory;
} Fixture;

static Fixture *
fixture_new (guint n_messages, guint n_open)
{
  Fixture *self = g_new0 (Fixture, 1);

  self->info = munja_sending_info_new ();
  self->info->group_id = g_strdup ("G");
  self->info->went_out = WENT_OUT;
  self->info->n_messages = n_messages;
  self->info->n_of_state[MUNJA_SENT_OPEN] = n_open;
  self->info->n_of_state[MUNJA_SENT_DELIVERED] = n_messages - n_open;
  return self;
}

static void
fixture_free (Fixture *self)
{
  munja_sending_info_free (self->info);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Fixture, fixture_free)

static MunjaFollowCase
case_at (Fixture *self, gint64 age)
{
  return (MunjaFollowCase){ self->info, &self->memory, &munja_follow_timings, WENT_OUT + age };
}

static GError *
new_refusal (MunjaError code, guint http_status, guint retry_after)
{
  const MunjaErrorDetails details = {
    .http_status = http_status,
    .service_code = "Code",
    .from_service = TRUE,
    .retry_after = retry_after,
  };

  return munja_error_new_with_details (code, &details, "No");
}

/* What comes after a look at the group. Counts of -1 are those of a service that does not say. */
static const struct {
  const char *name;
  guint n_messages;
  guint n_open;
  gint64 n_delivered;
  gint64 n_failed;
  const char *status;
  gint64 age;
  gint64 read_before; /* how long before, 0 for never */
  MunjaFollowAct act;
} groups[] = {
  { "one", 1, 1, 0, 0, "SENDING", 0, 0, MUNJA_FOLLOW_READ_PAGE },
  { "a-page", 500, 500, 0, 0, "SENDING", 0, 0, MUNJA_FOLLOW_READ_PAGE },
  { "all-ended", 5, 0, 5, 0, "COMPLETE", 0, 0, MUNJA_FOLLOW_END },
  { "all-ended-here-first", 5000, 0, 10, 0, "SENDING", 0, 0, MUNJA_FOLLOW_WAIT },
  { "all-ended-before-it-was-sent", 5, 0, 0, 0, "PENDING", 0, 0, MUNJA_FOLLOW_WAIT },
  { "all-ended-and-failed", 5, 0, 0, 0, "FAILED", 0, 0, MUNJA_FOLLOW_END },
  { "all-ended-long-ago", 5, 0, 5, 0, "SENDING", 4 * DAY, 0, MUNJA_FOLLOW_END },
  { "long-nothing-new", 100000, 100000, 0, 0, "SENDING", MINUTE, 0, MUNJA_FOLLOW_WAIT },
  { "long-little-new", 100000, 100000, 20000, 4999, "SENDING", MINUTE, 0, MUNJA_FOLLOW_WAIT },
  { "long-much-new", 100000, 100000, 20000, 5000, "SENDING", MINUTE, 0, MUNJA_FOLLOW_READ_PAGE },
  { "long-all-new", 100000, 10, 99990, 10, "SENDING", MINUTE, 0, MUNJA_FOLLOW_READ_PAGE },
  { "long-old-counts", 100000, 10, 5, 0, "SENDING", MINUTE, 0, MUNJA_FOLLOW_WAIT },
  { "long-no-counts", 100000, 100000, -1, -1, "SENDING", MINUTE, 0, MUNJA_FOLLOW_READ_PAGE },
  { "long-complete", 100000, 3, 0, 0, "COMPLETE", MINUTE, 0, MUNJA_FOLLOW_READ_PAGE },
  { "long-not-read-for-long", 100000, 9, 99991, 1, "SENDING", HOUR, 11 * MINUTE,
    MUNJA_FOLLOW_READ_PAGE },
  { "long-read-just-now", 100000, 9, 99991, 1, "SENDING", HOUR, MINUTE, MUNJA_FOLLOW_WAIT },
  { "other-word", 3, 3, 0, 0, "LATER", 0, 0, MUNJA_FOLLOW_READ_PAGE },
};

static void
test_group (gconstpointer data)
{
  const typeof (groups[0]) *c = data;
  g_autoptr (Fixture) self = fixture_new (c->n_messages, c->n_open);
  MunjaFollowCase now = case_at (self, c->age);
  MunjaGroup group = {
    .id = (char *)"G",
    .status = (char *)c->status,
    .n_delivered = c->n_delivered,
    .n_failed = c->n_failed,
  };
  MunjaFollowMove move;

  g_assert_cmpint (munja_follow_begin (&now).act, ==, MUNJA_FOLLOW_GET_GROUP);
  self->memory.read_from = c->read_before != 0 ? now.now_us - c->read_before : 0;
  move = munja_follow_group_seen (&now, &group, NULL);
  g_assert_cmpint (move.act, ==, c->act);
}

/* What comes after a page. */
static const struct {
  const char *name;
  guint n_open;
  gboolean has_next;
  gint64 age;
  MunjaFollowAct act;
} pages[] = {
  { "another-page", 3, TRUE, 0, MUNJA_FOLLOW_READ_PAGE },
  { "another-page-though-all-ended", 0, TRUE, 0, MUNJA_FOLLOW_READ_PAGE },
  { "all-ended", 0, FALSE, 0, MUNJA_FOLLOW_GET_GROUP },
  { "not-all-ended", 1, FALSE, 0, MUNJA_FOLLOW_WAIT },
  { "not-all-ended-for-long", 1, FALSE, 4 * DAY, MUNJA_FOLLOW_END },
};

static void
test_page (gconstpointer data)
{
  const typeof (pages[0]) *c = data;
  g_autoptr (Fixture) self = fixture_new (3, c->n_open);
  MunjaFollowCase now = case_at (self, c->age);

  self->memory.reading_from = now.now_us;
  g_assert_cmpint (munja_follow_page_seen (&now, c->has_next, NULL).act, ==, c->act);
  g_assert_cmpint (self->memory.read_from, ==, c->has_next ? 0 : now.now_us);
}

/* What comes after something that did not work. */
static const struct {
  const char *name;
  MunjaError code;
  guint http_status;
  guint retry_after;
  gint64 age;
  MunjaFollowAct act;
} errors[] = {
  { "offline", MUNJA_ERROR_OFFLINE, 0, 0, 0, MUNJA_FOLLOW_WAIT },
  { "busy", MUNJA_ERROR_BUSY, 503, 0, 0, MUNJA_FOLLOW_WAIT },
  { "not-shown-yet", MUNJA_ERROR_REFUSED, 404, 0, 0, MUNJA_FOLLOW_WAIT },
  { "gone", MUNJA_ERROR_REFUSED, 404, 0, HOUR, MUNJA_FOLLOW_END },
  { "signed-out", MUNJA_ERROR_SIGN_IN, 401, 0, 0, MUNJA_FOLLOW_STOP },
  { "not-permitted", MUNJA_ERROR_PERMISSION, 403, 0, 0, MUNJA_FOLLOW_STOP },
  { "not-permitted-for-long", MUNJA_ERROR_PERMISSION, 403, 0, 9 * DAY, MUNJA_FOLLOW_STOP },
  { "offline-for-long", MUNJA_ERROR_OFFLINE, 0, 0, 9 * DAY, MUNJA_FOLLOW_END },
  { "disk-full", MUNJA_ERROR_STORE, 0, 0, 0, MUNJA_FOLLOW_WAIT },
};

static void
test_error (gconstpointer data)
{
  const typeof (errors[0]) *c = data;
  g_autoptr (Fixture) self = fixture_new (3, 3);
  MunjaFollowCase now = case_at (self, c->age);
  g_autoptr (GError) error = new_refusal (c->code, c->http_status, c->retry_after);

  g_assert_cmpint (munja_follow_group_seen (&now, NULL, error).act, ==, c->act);
  self->memory.reading_from = now.now_us;
  g_assert_cmpint (munja_follow_page_seen (&now, FALSE, error).act, ==, c->act);
  g_assert_cmpint (self->memory.reading_from, ==, 0);
  g_assert_cmpint (self->memory.read_from, ==, 0);
}

/* An older sending is looked at more seldom, and a clock that went back is none that is old. */
static void
test_pauses (void)
{
  static const gint64 ages[]
      = { -DAY, 0, G_TIME_SPAN_SECOND, MINUTE, 10 * MINUTE, 2 * HOUR, DAY, 2 * DAY };
  guint64 before = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (ages); i++) {
    g_autoptr (Fixture) self = fixture_new (3, 1);
    MunjaFollowCase now = case_at (self, ages[i]);
    MunjaFollowMove move = munja_follow_page_seen (&now, FALSE, NULL);

    g_assert_cmpint (move.act, ==, MUNJA_FOLLOW_WAIT);
    g_assert_cmpuint (move.pause_ms, >=, before);
    g_assert_cmpuint (move.pause_ms, >=, munja_follow_timings.unit_ms);
    before = move.pause_ms;
  }
  g_assert_cmpuint (before, ==, 20 * 60 * 1000);
}

static void
test_pauses_after_failures (void)
{
  g_autoptr (Fixture) self = fixture_new (3, 1);
  MunjaFollowCase now = case_at (self, 0);
  g_autoptr (GError) busy = new_refusal (MUNJA_ERROR_BUSY, 429, 0);
  g_autoptr (GError) asks = new_refusal (MUNJA_ERROR_BUSY, 429, 3600);
  guint64 before = 0;

  for (guint i = 0; i < 100; i++) {
    MunjaFollowMove move = munja_follow_group_seen (&now, NULL, busy);

    g_assert_cmpuint (move.pause_ms, >=, before);
    before = move.pause_ms;
  }
  g_assert_cmpuint (before, ==, 20 * 60 * 1000);
  g_assert_cmpuint (munja_follow_group_seen (&now, NULL, asks).pause_ms, ==, 3600 * 1000);
  g_assert_cmpuint (munja_follow_page_seen (&now, FALSE, NULL).pause_ms, ==,
                    munja_follow_timings.unit_ms);
}

/* Pages that go round in a circle come to an end, which says nothing of what is not on them. */
static void
test_endless_pages (void)
{
  g_autoptr (Fixture) self = fixture_new (2000, 1000);
  MunjaFollowCase now = case_at (self, 0);
  MunjaGroup group = { .status = (char *)"COMPLETE" };
  MunjaFollowMove move = munja_follow_group_seen (&now, &group, NULL);
  guint n_pages = 0;

  while (move.act == MUNJA_FOLLOW_READ_PAGE) {
    g_assert_cmpuint (n_pages++, <, 20);
    move = munja_follow_page_seen (&now, TRUE, NULL);
  }
  g_assert_cmpuint (n_pages, >, 4);
  g_assert_cmpint (move.act, ==, MUNJA_FOLLOW_WAIT);
  g_assert_cmpint (munja_follow_get_changed_since (&self->memory), ==, 0);
}

/* A second reading asks only for what changed since the first one began. */
static void
test_changes (void)
{
  g_autoptr (Fixture) self = fixture_new (2000, 1000);
  MunjaFollowCase first = case_at (self, MINUTE);
  MunjaFollowCase later = case_at (self, HOUR);
  MunjaGroup group = { .status = (char *)"COMPLETE" };

  g_assert_cmpint (munja_follow_get_changed_since (&self->memory), ==, 0);
  munja_follow_group_seen (&first, &group, NULL);
  munja_follow_page_seen (&later, FALSE, NULL);
  g_assert_cmpint (munja_follow_get_changed_since (&self->memory), ==,
                   WENT_OUT + MINUTE - 5 * MINUTE);
}

/* What has no group at the service has nothing to ask for. */
static void
test_without_group (void)
{
  g_autoptr (Fixture) self = fixture_new (1, 1);
  MunjaFollowCase now = case_at (self, 0);

  g_clear_pointer (&self->info->group_id, g_free);
  g_assert_cmpint (munja_follow_begin (&now).act, ==, MUNJA_FOLLOW_END);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  SUPPORT_ADD_ROWS ("/follow/group", groups, test_group);
  SUPPORT_ADD_ROWS ("/follow/page", pages, test_page);
  SUPPORT_ADD_ROWS ("/follow/error", errors, test_error);
  g_test_add_func ("/follow/pauses", test_pauses);
  g_test_add_func ("/follow/pauses-after-failures", test_pauses_after_failures);
  g_test_add_func ("/follow/endless-pages", test_endless_pages);
  g_test_add_func ("/follow/changes", test_changes);
  g_test_add_func ("/follow/without-group", test_without_group);
  return g_test_run ();
}
