#include "config.h"

#include "munja-open-desk.h"

#include <glib/gi18n.h>

#include "munja-account.h"
#include "munja-sms-link.h"

struct _MunjaOpenDesk {
  GObject parent_instance;

  /* Borrowed: the window has them longer. */
  MunjaClientSwitch *clients;
  MunjaSignInDesk *sign_in;
  MunjaFormKeeper *keeper;
  MunjaIntake *intake;

  /* Owned: what waits for the form. */
  MunjaDraft *draft;
  GFile *file;

  gboolean is_told; /* the person knows that it waits */
};

/**
 * MunjaOpenDesk::show-form:
 *
 * Something was put into the form.
 */

/**
 * MunjaOpenDesk::told:
 * @text: what the person is to know about what they opened
 */
enum {
  SIGNAL_SHOW_FORM,
  SIGNAL_TOLD,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (MunjaOpenDesk, munja_open_desk, G_TYPE_OBJECT)

static void
tell (MunjaOpenDesk *self, const char *text)
{
  g_signal_emit (self, signals[SIGNAL_TOLD], 0, text);
}

static gboolean
is_signed_out (MunjaOpenDesk *self)
{
  return munja_account_get_state (munja_client_switch_get_account (self->clients))
         == MUNJA_ACCOUNT_SIGNED_OUT;
}

/* The form of practice is another one than that before it. */
static gboolean
has_form (MunjaOpenDesk *self)
{
  return munja_client_switch_is_loaded (self->clients)
         && !munja_sign_in_desk_is_starting_practice (self->sign_in);
}

static gboolean
is_waiting (MunjaOpenDesk *self)
{
  return self->file != NULL || (self->draft != NULL && !munja_draft_is_empty (self->draft));
}

static void
take (MunjaOpenDesk *self)
{
  g_autoptr (MunjaDraft) draft = NULL;
  g_autoptr (GFile) file = NULL;

  if (!has_form (self))
    return;
  if (is_signed_out (self)) {
    if (is_waiting (self) && !self->is_told)
      tell (self, _ ("Sign in first: what you opened comes into the message then."));
    self->is_told = TRUE;
    return;
  }
  draft = g_steal_pointer (&self->draft);
  file = g_steal_pointer (&self->file);
  if (draft != NULL) {
    munja_form_keeper_fill (self->keeper, draft);
    g_signal_emit (self, signals[SIGNAL_SHOW_FORM], 0);
  }
  if (file != NULL)
    munja_intake_take_file (self->intake, file);
}

/* What comes later is told of on its own. */
static void
take_new (MunjaOpenDesk *self)
{
  self->is_told = FALSE;
  take (self);
}

static void
munja_open_desk_finalize (GObject *object)
{
  MunjaOpenDesk *self = MUNJA_OPEN_DESK (object);

  g_clear_pointer (&self->draft, munja_draft_free);
  g_clear_object (&self->file);

  G_OBJECT_CLASS (munja_open_desk_parent_class)->finalize (object);
}

static void
munja_open_desk_class_init (MunjaOpenDeskClass *klass)
{
  GType type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = munja_open_desk_finalize;

  signals[SIGNAL_SHOW_FORM]
      = g_signal_new ("show-form", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_TOLD] = g_signal_new ("told", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                       G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
munja_open_desk_init (MunjaOpenDesk *self)
{
}

/**
 * munja_open_desk_new:
 * @clients: whom to send through
 * @sign_in: knows whether practice is about to begin
 * @keeper: has the form
 * @intake: takes files
 *
 * Returns: (transfer full): the desk
 */
MunjaOpenDesk *
munja_open_desk_new (MunjaClientSwitch *clients,
                     MunjaSignInDesk *sign_in,
                     MunjaFormKeeper *keeper,
                     MunjaIntake *intake)
{
  MunjaOpenDesk *self = g_object_new (MUNJA_TYPE_OPEN_DESK, NULL);

  self->clients = clients;
  self->sign_in = sign_in;
  self->keeper = keeper;
  self->intake = intake;
  g_signal_connect_object (clients, "changed", G_CALLBACK (take), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (sign_in, "changed", G_CALLBACK (take), self, G_CONNECT_SWAPPED);
  return self;
}

/**
 * munja_open_desk_open:
 * @self: the desk
 * @files: links and files
 * @n_files: how many
 *
 * Puts a link, a list, a card or a picture into the form, or tells why not.
 */
void
munja_open_desk_open (MunjaOpenDesk *self, GFile **files, guint n_files)
{
  g_autofree char *uri = g_file_get_uri (files[0]);
  g_autoptr (GError) error = NULL;
  g_autoptr (MunjaDraft) draft = NULL;

  if (n_files > 1) {
    tell (self, _ ("Open one file at a time."));
    return;
  }
  if (!munja_sms_link_is_one (uri)) {
    g_set_object (&self->file, files[0]);
    take_new (self);
    return;
  }
  draft = munja_sms_link_read (uri, &error);
  if (draft == NULL) {
    g_message ("%s", error->message);
    tell (self, _ ("The link cannot be read. Enter the number and the text yourself."));
    return;
  }
  munja_open_desk_write (self, draft);
}

/**
 * munja_open_desk_write:
 * @self: the desk
 * @draft: a message, or nothing for a new one
 *
 * Puts it into the form. What was there is put aside.
 */
void
munja_open_desk_write (MunjaOpenDesk *self, const MunjaDraft *draft)
{
  munja_draft_free (self->draft);
  self->draft = munja_draft_copy (draft);
  take_new (self);
}
