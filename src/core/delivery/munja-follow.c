#include "config.h"

#include "munja-follow.h"

#include "munja-error.h"

/* Outside tests. A report of a carrier comes within seconds, or within the day for a phone that is
 * off; that it never comes after three days is assumed. */
const MunjaFollowTimings munja_follow_timings = {
  .unit_ms = 2000,
  .settle_us = 10 * G_TIME_SPAN_MINUTE,
  .give_up_us = 3 * G_TIME_SPAN_DAY,
};

/* How long to wait, in units, while a sending is younger than so many of them. */
static const struct {
  gint64 age;
  guint64 pause;
} pauses[] = {
  { 15, 1 },     /* 30 seconds: 2 seconds */
  { 150, 5 },    /* 5 minutes: 10 seconds */
  { 1800, 30 },  /* an hour: a minute */
  { 21600, 150 } /* 12 hours: 5 minutes */
};

/* After that: 20 minutes. It is also the longest pause after failures. */
#define LONGEST_PAUSE 600

/* What changed is asked for from a little before the last reading on, as the service's own clocks
 * may differ, and what it shows may be old. */
#define MARGIN_US (5 * G_TIME_SPAN_MINUTE)

/* A long list is read when so large a part of it has come to its end since. */
#define WORTH_READING 4

/* Or when it was read so many units ago. */
#define READ_AGAIN 300

static guint
count_open (const MunjaFollowCase *self)
{
  return self->info->n_of_state[MUNJA_SENT_OPEN];
}

static gint64
get_age (const MunjaFollowCase *self)
{
  return MAX (self->now_us - self->info->went_out, 0);
}

/* A sending whose end nobody told in time is given up. A clock that is set forward does that, too;
 * what comes later is taken in when the list of all messages is read. */
static gboolean
is_old (const MunjaFollowCase *self)
{
  return get_age (self) >= self->timings->give_up_us;
}

static gint64
count_units (const MunjaFollowCase *self, gint64 span_us)
{
  return span_us / ((gint64)self->timings->unit_ms * 1000);
}

static MunjaFollowMove
wait_units (const MunjaFollowCase *self, guint64 units)
{
  return (MunjaFollowMove){ MUNJA_FOLLOW_WAIT, units * self->timings->unit_ms };
}

/* Waits the longer the older the sending is, as what has not come at once will not come soon. */
static MunjaFollowMove
wait_by_age (const MunjaFollowCase *self)
{
  gint64 age = count_units (self, get_age (self));

  self->memory->n_failures = 0;
  self->memory->reading_from = 0;
  for (gsize i = 0; i < G_N_ELEMENTS (pauses); i++)
    if (age < pauses[i].age)
      return wait_units (self, pauses[i].pause);
  return wait_units (self, LONGEST_PAUSE);
}

static MunjaFollowMove
wait_longer (const MunjaFollowCase *self, const GError *error)
{
  guint64 asked_for = (guint64)munja_error_get_retry_after (error) * 1000;
  guint failures = MIN (self->memory->n_failures++, 16);
  MunjaFollowMove move = wait_units (self, MIN (1u << failures, LONGEST_PAUSE));

  self->memory->reading_from = 0;
  move.pause_ms = MAX (move.pause_ms, asked_for);
  return move;
}

static MunjaFollowMove
end (const MunjaFollowCase *self)
{
  self->memory->reading_from = 0;
  return (MunjaFollowMove){ MUNJA_FOLLOW_END, 0 };
}

/* Not before somebody signs in, or gives the app the permission. What something on the way says of
 * that proves nothing. */
static gboolean
waits_for_a_person (const GError *error)
{
  gboolean is_certain
      = munja_error_get_http_status (error) == 0 || munja_error_is_from_service (error);

  return is_certain
         && (g_error_matches (error, MUNJA_ERROR, MUNJA_ERROR_SIGN_IN)
             || g_error_matches (error, MUNJA_ERROR, MUNJA_ERROR_PERMISSION));
}

/* The service keeps things for six months, and does not show at once what is new. */
static gboolean
is_gone (const MunjaFollowCase *self, const GError *error)
{
  return munja_error_is_from_service (error) && munja_error_get_http_status (error) == 404
         && get_age (self) >= self->timings->settle_us;
}

static MunjaFollowMove
failed (const MunjaFollowCase *self, const GError *error)
{
  if (waits_for_a_person (error)) {
    self->memory->reading_from = 0;
    return (MunjaFollowMove){ MUNJA_FOLLOW_STOP, 0 };
  }
  return is_gone (self, error) || is_old (self) ? end (self) : wait_longer (self, error);
}

/**
 * munja_follow_begin:
 * @self: a sending that is not final
 *
 * Returns: how to begin a look at it
 */
MunjaFollowMove
munja_follow_begin (const MunjaFollowCase *self)
{
  return self->info->group_id != NULL ? (MunjaFollowMove){ MUNJA_FOLLOW_GET_GROUP, 0 } : end (self);
}

static MunjaFollowMove
read_on (const MunjaFollowCase *self)
{
  self->memory->n_pages++;
  return (MunjaFollowMove){ MUNJA_FOLLOW_READ_PAGE, 0 };
}

/* What the group's counts say of a long list is worth more than a reading of it that brings little.
 */
static gboolean
is_worth_reading (const MunjaFollowCase *self, const MunjaGroup *group)
{
  const MunjaSendingInfo *info = self->info;
  gint64 last_us = MAX (self->memory->read_from, info->went_out);
  guint n_open = count_open (self);
  gint64 n_ended = (gint64)info->n_of_state[MUNJA_SENT_DELIVERED]
                   + info->n_of_state[MUNJA_SENT_FAILED] + info->n_of_state[MUNJA_SENT_UNKNOWN];
  gint64 n_new;

  if (info->n_messages <= MUNJA_FOLLOW_PAGE || group->n_delivered < 0 || group->n_failed < 0
      || g_strcmp0 (group->status, "COMPLETE") == 0
      || count_units (self, self->now_us - last_us) >= READ_AGAIN)
    return TRUE;
  n_new = group->n_delivered + group->n_failed - n_ended;
  return n_new > 0 && (n_new >= n_open || n_new * WORTH_READING >= info->n_messages);
}

/* What the service shows of a group may be older than what it shows of its messages, and what they
 * cost is taken and paid back with the group. */
static gboolean
is_closed (const MunjaGroup *group)
{
  return g_strcmp0 (group->status, "COMPLETE") == 0
         || munja_group_get_phase (group) == MUNJA_GROUP_ENDED;
}

/**
 * munja_follow_group_seen:
 * @self: a sending
 * @group: (nullable): its group as the service shows it
 * @error: (nullable): why it could not be seen
 *
 * Goes by the counts: the messages are read only where they tell something new. Of a sending of
 * which all messages have come to their end, this was the last look if the group knows that, too:
 * else what it says of the price is not the last word.
 *
 * Returns: what to do now
 */
MunjaFollowMove
munja_follow_group_seen (const MunjaFollowCase *self, const MunjaGroup *group, const GError *error)
{
  if (group == NULL)
    return failed (self, error);
  if (count_open (self) == 0)
    return is_closed (group) || is_old (self) ? end (self) : wait_by_age (self);
  if (!is_worth_reading (self, group))
    return is_old (self) ? end (self) : wait_by_age (self);
  self->memory->reading_from = self->now_us;
  self->memory->n_pages = 0;
  return read_on (self);
}

/* A list whose pages have no end would be read for ever. */
static gboolean
has_too_many_pages (const MunjaFollowCase *self)
{
  return self->memory->n_pages > 2 + 2 * (self->info->n_messages / MUNJA_FOLLOW_PAGE);
}

/**
 * munja_follow_page_seen:
 * @self: a sending that is being read, with what the page said in it
 * @has_next: whether there is another page
 * @error: (nullable): why the page could not be read, or not be taken in
 *
 * Returns: what to do now
 */
MunjaFollowMove
munja_follow_page_seen (const MunjaFollowCase *self, gboolean has_next, const GError *error)
{
  if (error != NULL)
    return failed (self, error);
  if (has_next && !has_too_many_pages (self))
    return read_on (self);
  if (!has_next)
    self->memory->read_from = self->memory->reading_from;
  /* What it cost is final only after the last message was. */
  if (count_open (self) == 0)
    return (MunjaFollowMove){ MUNJA_FOLLOW_GET_GROUP, 0 };
  return is_old (self) ? end (self) : wait_by_age (self);
}

/**
 * munja_follow_get_changed_since:
 * @self: what is remembered of a sending
 *
 * Returns: from when on changes are of interest, in µs since 1970 UTC; 0 for everything
 */
gint64
munja_follow_get_changed_since (const MunjaFollowMemory *self)
{
  return self->read_from != 0 ? self->read_from - MARGIN_US : 0;
}
