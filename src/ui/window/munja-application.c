#include "config.h"

#include "munja-application.h"

#include <glib/gi18n.h>

#include "munja-window.h"

struct _MunjaApplication {
  AdwApplication parent_instance;

  /* Owned. */
  char *practice_program;
};

G_DEFINE_FINAL_TYPE (MunjaApplication, munja_application, ADW_TYPE_APPLICATION)

static GtkWidget *
ensure_window (gpointer application)
{
  MunjaApplication *self = MUNJA_APPLICATION (application);
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (self));

  return window != NULL ? GTK_WIDGET (window)
                        : munja_window_new (GTK_APPLICATION (self), self->practice_program);
}

static void
write_message (gpointer application, const char *to, const char *text)
{
  GtkWidget *window = ensure_window (application);
  g_autoptr (MunjaDraft) draft = munja_draft_new ();

  g_free (draft->to);
  draft->to = g_strdelimit (g_strdup (to), "\r\n\t", ',');
  g_free (draft->content->text);
  draft->content->text = g_strdup (text);
  munja_window_write (MUNJA_WINDOW (window), draft);
  gtk_window_present (GTK_WINDOW (window));
}

/* From the menu of the icon. */
static void
new_message_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  write_message (user_data, "", "");
}

/* From the command line. */
static void
write_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  const char *to;
  const char *text;

  g_variant_get (parameter, "(&s&s)", &to, &text);
  write_message (user_data, to, text);
}

static void
quit_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GList *windows = gtk_application_get_windows (GTK_APPLICATION (user_data));
  g_autoptr (GList) copy = g_list_copy (windows);

  for (GList *l = copy; l != NULL; l = l->next)
    gtk_window_close (l->data);
}

static void
practice_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  gtk_widget_activate_action (ensure_window (user_data), "win.practice", NULL);
}

/* From a notification. It shows what was sent, and does nothing with it. */
static void
show_sent_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GtkWidget *window = ensure_window (user_data);

  gtk_window_present (GTK_WINDOW (window));
  gtk_widget_activate_action_variant (window, "win.show-sent", parameter);
}

/* Made anew each time. The one that GTK would make and keep hidden from the start crashes GTK 4.8
 * when an assistive technology asks for a window that has just been closed: it is then given the
 * last one of the list, hidden or not. */
static void
shortcuts_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  g_autoptr (GtkBuilder) builder
      = gtk_builder_new_from_resource ("/io/github/munja/Munja/munja-shortcuts.ui");
  GtkWindow *shortcuts = GTK_WINDOW (gtk_builder_get_object (builder, "shortcuts"));

  gtk_window_set_transient_for (shortcuts, gtk_application_get_active_window (user_data));
  gtk_window_present (shortcuts);
}

static void
about_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  adw_show_about_window (gtk_application_get_active_window (GTK_APPLICATION (user_data)),
                         "application-icon", APP_ID, "application-name", _ ("Munja"), "version",
                         VERSION, "developer-name", _ ("The Munja developers"), "comments",
                         _ ("Send texts through Coolsms. Munja is not affiliated with Coolsms, "
                            "SOLAPI or Nurigo."),
                         "website", "https://github.com/munja/munja", "issue-url",
                         "https://github.com/munja/munja/issues", "license-type",
                         GTK_LICENSE_GPL_3_0,
                         /* Translators: put your name here, one translator a line. */
                         "translator-credits", _ ("translator-credits"), NULL);
}

/* What is asked for is done by the instance that has the window, which may be another one. */
static gboolean
do_there (GApplication *application, const char *action, GVariant *parameter)
{
  g_autoptr (GVariant) sunk = parameter != NULL ? g_variant_ref_sink (parameter) : NULL;
  g_autoptr (GError) error = NULL;

  if (!g_application_register (application, NULL, &error)) {
    g_printerr ("%s\n", error->message);
    return FALSE;
  }
  g_action_group_activate_action (G_ACTION_GROUP (application), action, sunk);
  return TRUE;
}

static gboolean
write_there (GApplication *application, GVariantDict *options)
{
  g_auto (GStrv) to = NULL;
  g_autofree char *joined = NULL;
  g_autofree char *text = NULL;

  g_variant_dict_lookup (options, "to", "^as", &to);
  g_variant_dict_lookup (options, "body", "s", &text);
  if (to == NULL && text == NULL && !g_variant_dict_contains (options, "new"))
    return TRUE;
  joined = to != NULL ? g_strjoinv (", ", to) : NULL;
  return do_there (application, "write",
                   g_variant_new ("(ss)", joined != NULL ? joined : "", text != NULL ? text : ""));
}

static int
munja_application_handle_local_options (GApplication *application, GVariantDict *options)
{
  if (g_variant_dict_contains (options, "version")) {
    g_print ("Munja %s\n", VERSION);
    return 0;
  }
  g_variant_dict_lookup (options, "practice-server", "^ay",
                         &MUNJA_APPLICATION (application)->practice_program);
  if (g_variant_dict_contains (options, "practice") && !do_there (application, "practice", NULL))
    return 1;
  return write_there (application, options) ? -1 : 1;
}

static void
munja_application_activate (GApplication *application)
{
  gtk_window_present (GTK_WINDOW (ensure_window (application)));
}

static void
munja_application_open (GApplication *application, GFile **files, int n_files, const char *hint)
{
  GtkWidget *window = ensure_window (application);

  munja_window_open (MUNJA_WINDOW (window), files, n_files);
  gtk_window_present (GTK_WINDOW (window));
}

static void
munja_application_startup (GApplication *application)
{
  static const GActionEntry actions[] = {
    { "quit", quit_cb, NULL, NULL, NULL, { 0 } },
    { "about", about_cb, NULL, NULL, NULL, { 0 } },
    { "practice", practice_cb, NULL, NULL, NULL, { 0 } },
    { "new-message", new_message_cb, NULL, NULL, NULL, { 0 } },
    { "write", write_cb, "(ss)", NULL, NULL, { 0 } },
    { "show-sent", show_sent_cb, "s", NULL, NULL, { 0 } },
    { "shortcuts", shortcuts_cb, NULL, NULL, NULL, { 0 } },
  };
  static const struct {
    const char *action;
    const char *accels[3];
  } accels[] = {
    { "app.quit", { "<Control>q", NULL } },
    { "window.close", { "<Control>w", NULL } },
    { "win.new", { "<Control>n", NULL } },
    { "win.drafts", { "<Control>o", NULL } },
    { "win.templates", { "<Control>t", NULL } },
    { "win.save-template", { "<Control><Shift>s", NULL } },
    { "win.view::write", { "<Alt>1", NULL } },
    { "win.view::sent", { "<Alt>2", NULL } },
    { "win.view::account", { "<Alt>3", NULL } },
    { "win.back", { "<Alt>Left", NULL } },
    { "win.undo-last", { "<Control>z", NULL } },
    { "win.send", { "<Control>Return", "<Control>KP_Enter", NULL } },
    { "win.preferences", { "<Control>comma", NULL } },
    { "app.shortcuts", { "<Control>question", NULL } },
  };

  G_APPLICATION_CLASS (munja_application_parent_class)->startup (application);

  gtk_window_set_default_icon_name (APP_ID);
  g_action_map_add_action_entries (G_ACTION_MAP (application), actions, G_N_ELEMENTS (actions),
                                   application);
  for (gsize i = 0; i < G_N_ELEMENTS (accels); i++)
    gtk_application_set_accels_for_action (GTK_APPLICATION (application), accels[i].action,
                                           (const char *const *)accels[i].accels);
}

static void
munja_application_finalize (GObject *object)
{
  g_clear_pointer (&MUNJA_APPLICATION (object)->practice_program, g_free);

  G_OBJECT_CLASS (munja_application_parent_class)->finalize (object);
}

static void
munja_application_class_init (MunjaApplicationClass *klass)
{
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = munja_application_finalize;

  application_class->handle_local_options = munja_application_handle_local_options;
  application_class->activate = munja_application_activate;
  application_class->open = munja_application_open;
  application_class->startup = munja_application_startup;
}

static void
munja_application_init (MunjaApplication *self)
{
  static const GOptionEntry options[] = {
    { "new", 0, 0, G_OPTION_ARG_NONE, NULL, N_ ("Begin a new message"), NULL },
    { "to", 0, 0, G_OPTION_ARG_STRING_ARRAY, NULL,
      N_ ("Begin a message to this number, or to several"), N_ ("NUMBER") },
    { "body", 0, 0, G_OPTION_ARG_STRING, NULL, N_ ("Begin a message with this text"), N_ ("TEXT") },
    { "practice", 0, 0, G_OPTION_ARG_NONE, NULL, N_ ("Practice: nothing is really sent"), NULL },
    { "practice-server", 0, G_OPTION_FLAG_HIDDEN, G_OPTION_ARG_FILENAME, NULL,
      "Practice with another practice server, as tests do", NULL },
    { "version", 0, 0, G_OPTION_ARG_NONE, NULL, N_ ("Show the version"), NULL },
    { NULL, 0, 0, 0, NULL, NULL, NULL },
  };

  g_application_add_main_option_entries (G_APPLICATION (self), options);
  g_application_set_option_context_summary (G_APPLICATION (self),
                                            _ ("“munja send”, “munja status” and “munja list” do "
                                               "without a window: see “munja send --help”."));
}

/**
 * munja_application_new:
 *
 * Makes the application. Nothing that reaches it from outside, over D-Bus or by a link, can send a
 * message; what sends from the command line is another program in the same file, which asks.
 *
 * Returns: (transfer full): the application
 */
MunjaApplication *
munja_application_new (void)
{
  return g_object_new (MUNJA_TYPE_APPLICATION, "application-id", APP_ID, "flags",
                       G_APPLICATION_HANDLES_OPEN, "resource-base-path", "/io/github/munja/Munja",
                       NULL);
}
