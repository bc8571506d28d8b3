#include "config.h"

#include "munja-command-list.h"

#include <glib/gi18n.h>

#include "munja-archive.h"
#include "munja-command-options.h"
#include "munja-command-print.h"
#include "munja-command-session.h"
#include "munja-command-wait.h"
#include "munja-delivery.h"
#include "munja-outbox.h"
#include "munja-sent-list.h"
#include "munja-stores.h"

#define DEFAULT_COUNT 20

/* How long to wait for what the service says, in seconds. */
#define PATIENCE 10

typedef struct {
  char *practice_program;
  int count;
  gboolean practice;
  gboolean json;
} ListOptions;

static void
list_options_clear (ListOptions *self)
{
  g_free (self->practice_program);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (ListOptions, list_options_clear)

static gboolean
read_options (ListOptions *self,
              const char *name,
              const char *arguments,
              const char *summary,
              int *argc,
              char ***argv)
{
  const GOptionEntry entries[] = {
    { "count", 'c', 0, G_OPTION_ARG_INT, &self->count, N_ ("List as many as this, 20 without it"),
      N_ ("COUNT") },
    { "json", 'j', 0, G_OPTION_ARG_NONE, &self->json, N_ ("Print for programs"), NULL },
    { "practice", 0, 0, G_OPTION_ARG_NONE, &self->practice,
      N_ ("Look at what was sent in practice"), NULL },
    { "practice-server", 0, G_OPTION_FLAG_HIDDEN, G_OPTION_ARG_FILENAME, &self->practice_program,
      "Practice with another practice server, as tests do", NULL },
    { NULL, 0, 0, 0, NULL, NULL, NULL },
  };
  /* Only a list has a count. */
  const GOptionEntry *first = arguments == NULL ? entries : entries + 1;

  return munja_command_parse (name, arguments, summary, first, argc, argv);
}

static MunjaStores *
get_stores (MunjaCommandSession *session)
{
  return munja_client_get_stores (munja_command_session_get_client (session));
}

/* Opens what was sent, too, or tells why that cannot be read. */
static MunjaCommandSession *
open_session (const ListOptions *options, MunjaCommandStatus *status)
{
  g_autoptr (MunjaCommandSession) session
      = munja_command_session_open (options->practice, options->practice_program, status);
  const GError *error
      = session != NULL ? munja_stores_get_archive_error (get_stores (session)) : NULL;

  if (error == NULL)
    return g_steal_pointer (&session);
  *status = MUNJA_COMMAND_WRONG;
  munja_command_session_complain (session, error);
  return NULL;
}

/* What is further down in it comes when it is asked for. */
static MunjaSending *
wait_for_sending (MunjaSentList *list, guint position)
{
  MunjaSending *sending;

  while ((sending = g_list_model_get_item (G_LIST_MODEL (list), position)) == NULL
         && munja_sent_list_get_loading (list))
    g_main_context_iteration (NULL, TRUE);
  return sending;
}

static void
print_jobs (MunjaCommandSession *session, const ListOptions *options)
{
  GListModel *outbox = G_LIST_MODEL (munja_client_switch_get_outbox (session->clients));

  for (guint i = 0; i < g_list_model_get_n_items (outbox); i++) {
    g_autoptr (MunjaJob) job = g_list_model_get_item (outbox, i);

    munja_command_print_job (session, job, options->json);
  }
}

/**
 * munja_command_list:
 * @argc: how many words
 * @argv: the words after "munja"
 *
 * Lists what is to be sent, and what was sent last, from the newest on.
 *
 * Returns: what came of it
 */
MunjaCommandStatus
munja_command_list (int argc, char **argv)
{
  g_auto (ListOptions) options = { .count = DEFAULT_COUNT };
  g_autoptr (MunjaCommandSession) session = NULL;
  g_autoptr (MunjaSentList) list = NULL;
  MunjaCommandStatus status;

  if (!read_options (&options, "munja list", NULL,
                     _ ("Lists what is to be sent, and what was sent last."), &argc, &argv))
    return MUNJA_COMMAND_WRONG;
  session = open_session (&options, &status);
  if (session == NULL)
    return status;
  print_jobs (session, &options);
  list = munja_sent_list_new (munja_stores_get_archive (get_stores (session)));
  for (int i = 0; i < options.count; i++) {
    g_autoptr (MunjaSending) sending = wait_for_sending (list, (guint)i);

    if (sending == NULL)
      break;
    munja_command_print_sending (munja_sending_get_info (sending), options.json);
  }
  return MUNJA_COMMAND_DONE;
}

static MunjaSending *
find_sending (MunjaCommandSession *session, const char *key)
{
  g_autoptr (MunjaSentList) list
      = munja_sent_list_new (munja_stores_get_archive (get_stores (session)));
  MunjaSending *sending;

  for (guint i = 0; (sending = wait_for_sending (list, i)) != NULL; i++) {
    const MunjaSendingInfo *info = munja_sending_get_info (sending);

    if (g_strcmp0 (info->key, key) == 0 || g_strcmp0 (info->group_id, key) == 0
        || g_strcmp0 (info->message_id, key) == 0)
      break;
    g_object_unref (sending);
  }
  return sending;
}

/* Something that the service is asked for, and when it had been asked last. */
typedef struct {
  MunjaSending *sending;
  gint64 last_look;
} Look;

static gboolean
has_looked (gpointer user_data)
{
  const Look *look = user_data;
  const MunjaSendingInfo *info = munja_sending_get_info (look->sending);

  return info->is_final || info->last_look != look->last_look;
}

static void
look_at (MunjaCommandSession *session, MunjaSending *sending)
{
  Look look = { sending, munja_sending_get_info (sending)->last_look };

  munja_delivery_look (munja_stores_get_delivery (get_stores (session)), sending);
  munja_command_wait_until (has_looked, &look, PATIENCE);
}

/* A message that may still be in the outbox. */
typedef struct {
  MunjaOutbox *outbox;
  const char *key;
} Place;

static gboolean
is_settled (gpointer user_data)
{
  const Place *place = user_data;
  g_autoptr (MunjaJob) job = munja_outbox_find_job (place->outbox, place->key);

  return job == NULL || munja_job_get_state (job) != MUNJA_JOB_SENT;
}

static gboolean
print_status (MunjaCommandSession *session, const char *key, gboolean json)
{
  Place place = { munja_client_switch_get_outbox (session->clients), key };
  g_autoptr (MunjaJob) job = NULL;
  g_autoptr (MunjaSending) sending = NULL;

  /* What the service took is in the archive a moment later. */
  munja_command_wait_until (is_settled, &place, PATIENCE);
  job = munja_outbox_find_job (place.outbox, key);
  if (job != NULL) {
    munja_command_print_job (session, job, json);
    return TRUE;
  }
  sending = find_sending (session, key);
  if (sending == NULL)
    return FALSE;
  look_at (session, sending);
  munja_command_print_sending (munja_sending_get_info (sending), json);
  return TRUE;
}

/**
 * munja_command_ask_status:
 * @argc: how many words
 * @argv: the words after "munja"
 *
 * Tells what became of a message, and asks the service for it if that is not known yet.
 *
 * Returns: what came of it
 */
MunjaCommandStatus
munja_command_ask_status (int argc, char **argv)
{
  g_auto (ListOptions) options = { 0 };
  g_autoptr (MunjaCommandSession) session = NULL;
  MunjaCommandStatus status;

  if (!read_options (
          &options, "munja status", _ ("KEY"),
          _ ("Tells what became of a message. KEY is what “munja send --json” prints, or "
             "an ID of the service."),
          &argc, &argv))
    return MUNJA_COMMAND_WRONG;
  if (argc != 2) {
    munja_command_complain ("%s", _ ("Say of which message, with its key."));
    return MUNJA_COMMAND_WRONG;
  }
  session = open_session (&options, &status);
  if (session == NULL)
    return status;
  if (print_status (session, argv[1], options.json))
    return MUNJA_COMMAND_DONE;
  munja_command_complain (_ ("No message is known as %s."), argv[1]);
  return MUNJA_COMMAND_WRONG;
}
