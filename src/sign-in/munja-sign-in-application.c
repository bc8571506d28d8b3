#include "config.h"

#include "munja-sign-in-application.h"

#include <glib-unix.h>

#include "munja-sign-in-filter.h"
#include "munja-sign-in-window.h"

/**
 * MunjaSignInApplication:
 *
 * Runs one attempt, from showing its window to its answer. It also ends when the attempt's time is
 * over, and when there is nobody left to take the answer.
 */
struct _MunjaSignInApplication {
  AdwApplication parent_instance;

  MunjaSignInAttempt *attempt;
  int answer_fd;
  guint reader_id;
  guint lifetime_id;
};

G_DEFINE_FINAL_TYPE (MunjaSignInApplication, munja_sign_in_application, ADW_TYPE_APPLICATION)

static gboolean
lifetime_over_cb (gpointer user_data)
{
  MunjaSignInApplication *self = user_data;

  self->lifetime_id = 0;
  munja_sign_in_attempt_cancel (self->attempt);
  return G_SOURCE_REMOVE;
}

static gboolean
reader_gone_cb (int fd, GIOCondition condition, gpointer user_data)
{
  MunjaSignInApplication *self = user_data;

  self->reader_id = 0;
  g_application_quit (G_APPLICATION (self));
  return G_SOURCE_REMOVE;
}

static void
filter_made_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MunjaSignInApplication) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (WebKitUserContentFilter) filter = munja_sign_in_filter_new_finish (result, &error);

  if (filter == NULL) {
    g_printerr ("munja-sign-in: no rules for what pages load: %s\n", error->message);
    munja_sign_in_attempt_give_up (self->attempt);
  } else {
    gtk_window_present (
        GTK_WINDOW (munja_sign_in_window_new (GTK_APPLICATION (self), self->attempt, filter)));
  }
  g_application_release (G_APPLICATION (self));
}

static void
munja_sign_in_application_activate (GApplication *application)
{
  MunjaSignInApplication *self = MUNJA_SIGN_IN_APPLICATION (application);
  const MunjaSignInRequest *request = munja_sign_in_attempt_get_request (self->attempt);

  g_signal_connect_object (self->attempt, "answered", G_CALLBACK (g_application_quit), self,
                           G_CONNECT_SWAPPED);
  self->lifetime_id = g_timeout_add_seconds (request->lifetime, lifetime_over_cb, self);
  self->reader_id
      = g_unix_fd_add (self->answer_fd, G_IO_ERR | G_IO_HUP | G_IO_NVAL, reader_gone_cb, self);
  g_application_hold (application);
  munja_sign_in_filter_new_async (request, filter_made_cb, g_object_ref (self));
}

static void
munja_sign_in_application_shutdown (GApplication *application)
{
  MunjaSignInApplication *self = MUNJA_SIGN_IN_APPLICATION (application);
  GList *windows;

  g_clear_handle_id (&self->lifetime_id, g_source_remove);
  g_clear_handle_id (&self->reader_id, g_source_remove);
  while ((windows = gtk_application_get_windows (GTK_APPLICATION (self))) != NULL)
    gtk_window_destroy (windows->data);

  G_APPLICATION_CLASS (munja_sign_in_application_parent_class)->shutdown (application);
}

static void
munja_sign_in_application_finalize (GObject *object)
{
  MunjaSignInApplication *self = MUNJA_SIGN_IN_APPLICATION (object);

  g_clear_object (&self->attempt);

  G_OBJECT_CLASS (munja_sign_in_application_parent_class)->finalize (object);
}

static void
munja_sign_in_application_class_init (MunjaSignInApplicationClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = munja_sign_in_application_finalize;
  G_APPLICATION_CLASS (klass)->activate = munja_sign_in_application_activate;
  G_APPLICATION_CLASS (klass)->shutdown = munja_sign_in_application_shutdown;
}

static void
munja_sign_in_application_init (MunjaSignInApplication *self)
{
}

/**
 * munja_sign_in_application_new:
 * @attempt: the attempt
 * @answer_fd: where the answer will go; nothing is written to it here
 *
 * Makes the application. It has the identity of the main one, so that both are shown as one, but
 * does not claim its name on the bus.
 *
 * Returns: (transfer full): the application
 */
MunjaSignInApplication *
munja_sign_in_application_new (MunjaSignInAttempt *attempt, int answer_fd)
{
  MunjaSignInApplication *self = g_object_new (MUNJA_TYPE_SIGN_IN_APPLICATION, "application-id",
                                               APP_ID, "flags", G_APPLICATION_NON_UNIQUE, NULL);

  self->attempt = g_object_ref (attempt);
  self->answer_fd = answer_fd;
  return self;
}
