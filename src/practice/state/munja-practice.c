#include "config.h"

#include "munja-practice.h"

#include "munja-practice-client.h"
#include "munja-practice-random.h"

/* A person who practices meets the service as it is: it shows a group late. Source: contract,
 * section 4.7. */
#define USUAL_GROUP_LAG (400 * G_TIME_SPAN_MILLISECOND)

/* A person can watch this. */
static const MunjaPracticePace usual_pace = {
  .carrier = 2 * G_TIME_SPAN_SECOND,
  .end = 5 * G_TIME_SPAN_SECOND,
  .spread = 8 * G_TIME_SPAN_SECOND,
  .late = 45 * G_TIME_SPAN_SECOND,
};

/**
 * munja_practice_new:
 * @error: return location
 *
 * - Errors: as munja_practice_client_new().
 *
 * Returns: (transfer full) (nullable): the service with a new registration and a full account
 */
MunjaPractice *
munja_practice_new (GError **error)
{
  MunjaRegistration *client = munja_practice_client_new (error);
  MunjaPractice *self = NULL;

  if (client == NULL)
    return NULL;
  self = g_new0 (MunjaPractice, 1);
  self->options.forbidden_scope_status = 401;
  self->options.record_bodies = TRUE;
  self->options.group_lag = USUAL_GROUP_LAG;
  self->options.pace = usual_pace;
  self->client = client;
  munja_practice_random_bytes (self->signing_key, sizeof self->signing_key);
  self->grants = munja_practice_grants_new ();
  self->sessions = munja_practice_sessions_new ();
  self->account = munja_practice_account_new ();
  self->store = munja_practice_message_store_new ();
  self->past = munja_practice_message_store_new ();
  self->settled = munja_practice_clock_get_time (&self->clock);
  self->files = munja_practice_files_new ();
  self->used_signatures = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  return self;
}

/**
 * munja_practice_free:
 * @self: (nullable) (transfer full): the service
 */
void
munja_practice_free (MunjaPractice *self)
{
  if (self == NULL)
    return;
  g_free (self->options.granted_scopes);
  g_free (self->options.api_key);
  g_free (self->options.api_secret);
  munja_registration_free (self->client);
  munja_practice_grants_free (self->grants);
  munja_practice_sessions_free (self->sessions);
  munja_practice_account_free (self->account);
  munja_practice_message_store_free (self->store);
  munja_practice_message_store_free (self->past);
  munja_practice_files_free (self->files);
  g_hash_table_unref (self->used_signatures);
  g_free (self);
}
