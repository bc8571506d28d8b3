#include "config.h"

#include "munja-practice-group-past.h"

#include "munja-practice-group-json.h"
#include "munja-practice-reply.h"

typedef struct {
  gint64 until;
  JsonBuilder *group; /* finished */
} MunjaPracticePast;

static void
past_free (MunjaPracticePast *past)
{
  g_object_unref (past->group);
  g_free (past);
}

/* What nobody will be shown any more. */
static void
forget (MunjaPractice *self, MunjaPracticeGroup *group)
{
  gint64 shown = munja_practice_clock_get_time (&self->clock) - self->options.group_lag;

  while (group->past->len > 0 && ((MunjaPracticePast *)group->past->pdata[0])->until <= shown)
    g_ptr_array_remove_index (group->past, 0);
}

/**
 * munja_practice_group_past_keep:
 * @self: the service
 * @group: a group that may change at this moment
 *
 * Keeps what it is, for those who ask within the option `group_lag`.
 */
void
munja_practice_group_past_keep (MunjaPractice *self, MunjaPracticeGroup *group)
{
  gint64 now = munja_practice_clock_get_time (&self->clock);
  MunjaPracticePast *past;

  if (self->options.group_lag == 0)
    return;
  if (group->past == NULL)
    group->past = g_ptr_array_new_with_free_func ((GDestroyNotify)past_free);
  forget (self, group);
  past = g_new0 (MunjaPracticePast, 1);
  past->until = now;
  past->group = json_builder_new ();
  munja_practice_group_write (group, munja_practice_account_get_id (self->account), now,
                              past->group);
  g_ptr_array_add (group->past, past);
}

/**
 * munja_practice_group_past_shows:
 * @self: the service
 * @group: a group
 *
 * Returns: whether who asks for it is told that it is there
 */
gboolean
munja_practice_group_past_shows (MunjaPractice *self, const MunjaPracticeGroup *group)
{
  gint64 now = munja_practice_clock_get_time (&self->clock);

  return self->options.group_lag == 0 || group->created <= now - self->options.group_lag;
}

/**
 * munja_practice_group_past_reply:
 * @self: the service
 * @message: a request that reads the group
 * @group: the group
 *
 * Answers with what the group was, if it has changed within the option `group_lag`.
 *
 * Returns: whether it has
 */
gboolean
munja_practice_group_past_reply (MunjaPractice *self,
                                 SoupServerMessage *message,
                                 const MunjaPracticeGroup *group)
{
  gint64 shown = munja_practice_clock_get_time (&self->clock) - self->options.group_lag;

  for (guint i = 0; group->past != NULL && i < group->past->len; i++) {
    const MunjaPracticePast *past = group->past->pdata[i];

    if (past->until > shown) {
      munja_practice_reply_json (message, 200, past->group);
      return TRUE;
    }
  }
  return FALSE;
}
