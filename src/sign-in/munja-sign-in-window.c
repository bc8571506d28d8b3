#include "config.h"

#include "munja-sign-in-window.h"

#include <glib/gi18n.h>

#include "munja-sign-in-origin.h"
#include "munja-sign-in-parent.h"
#include "munja-sign-in-policy.h"
#include "munja-sign-in-title.h"

/* After this long without a page, people wonder. */
#define SLOW_SECONDS 8

/* A little smaller than the first window, so that both can be seen. */
#define POPUP_WIDTH  440
#define POPUP_HEIGHT 600

/* WebKit finds out within three seconds that a page does not take its keys. */
#define ESCAPE_LIFETIME (5 * G_USEC_PER_SEC)

#define ZOOM_STEP 1.1
#define ZOOM_MIN  0.5
#define ZOOM_MAX  3.0

/**
 * MunjaSignInWindow:
 *
 * Shows one view, and above it, where no page can draw, whose page it is. There is always a way
 * out: another try, the system's browser, or closing the window.
 */
struct _MunjaSignInWindow {
  AdwApplicationWindow parent_instance;

  MunjaSignInTitle *title;
  GtkWidget *notice_box;
  GtkLabel *notice_label;
  GtkStack *stack;
  AdwBin *view_bin;
  GtkProgressBar *progress_bar;
  GtkWidget *exit_bar;
  AdwStatusPage *trouble_page;
  GtkWidget *retry_button;
  GtkWidget *browser_button;

  MunjaSignInAttempt *attempt;
  MunjaSignInView *view;
  guint slow_id;
  gint64 escape_time; /* when that key last went to the page, in microseconds */
};

G_DEFINE_FINAL_TYPE (MunjaSignInWindow, munja_sign_in_window, ADW_TYPE_APPLICATION_WINDOW)

static const MunjaSignInRequest *
get_request (MunjaSignInWindow *self)
{
  return munja_sign_in_attempt_get_request (self->attempt);
}

static void
show_shown_place (MunjaSignInWindow *self)
{
  GTlsCertificate *certificate = NULL;
  GTlsCertificateFlags errors = 0;
  gboolean has_tls
      = webkit_web_view_get_tls_info (WEBKIT_WEB_VIEW (self->view), &certificate, &errors);

  munja_sign_in_title_show_page (self->title, get_request (self),
                                 munja_sign_in_view_get_shown_uri (self->view),
                                 has_tls && errors == 0);
}

/* What a page has opened cannot be asked for again. While a page is there, it has the room: the
 * small button in the header bar is way out enough. */
static void
show_exits (MunjaSignInWindow *self, gboolean can_retry, gboolean can_leave)
{
  gboolean is_popup = munja_sign_in_view_is_popup (self->view);

  gtk_widget_set_visible (self->retry_button, can_retry && !is_popup);
  gtk_widget_set_visible (self->browser_button, !is_popup);
  gtk_widget_set_visible (self->exit_bar, can_leave);
}

static void
show_notice (MunjaSignInWindow *self, const char *words, gboolean can_retry)
{
  gtk_label_set_text (self->notice_label, words);
  gtk_widget_show (self->notice_box);
  show_exits (self, can_retry, TRUE);
}

static gboolean
is_in_trouble (MunjaSignInWindow *self)
{
  return g_str_equal (gtk_stack_get_visible_child_name (self->stack), "trouble");
}

static void
hide_notice (MunjaSignInWindow *self)
{
  gtk_widget_hide (self->notice_box);
  show_exits (self, is_in_trouble (self), is_in_trouble (self));
}

static void
show_page (MunjaSignInWindow *self)
{
  gtk_stack_set_visible_child_name (self->stack, "page");
  hide_notice (self);
}

static gboolean
slow_cb (gpointer user_data)
{
  MunjaSignInWindow *self = user_data;

  self->slow_id = 0;
  show_notice (self, _ ("The page is taking a long time to appear."), TRUE);
  return G_SOURCE_REMOVE;
}

static void
stop_waiting (MunjaSignInWindow *self)
{
  g_clear_handle_id (&self->slow_id, g_source_remove);
}

static void
start (MunjaSignInWindow *self)
{
  const MunjaSignInRequest *request = get_request (self);

  stop_waiting (self);
  show_page (self);
  munja_sign_in_title_show_connecting (self->title, request->uri);
  gtk_widget_grab_focus (GTK_WIDGET (self->view));
  self->slow_id = g_timeout_add_seconds (SLOW_SECONDS, slow_cb, self);
  webkit_web_view_load_uri (WEBKIT_WEB_VIEW (self->view), request->uri);
}

static void
describe_trouble (MunjaSignInTrouble trouble,
                  const char *host,
                  const char **title,
                  char **description)
{
  switch (trouble) {
  case MUNJA_SIGN_IN_TROUBLE_TLS:
    *title = _ ("This connection is not safe");
    *description = g_strdup_printf (
        /* Translators: %s is the name of a server, as in "api.coolsms.co.kr". */
        _ ("%s could not prove that it is what it says it is, so nothing was sent to it. "
           "Check this computer’s clock, or try another network."),
        host);
    break;
  case MUNJA_SIGN_IN_TROUBLE_MIXED:
    *title = _ ("This page is not safe");
    *description = g_strdup (_ ("Parts of it came over a connection that others can read."));
    break;
  case MUNJA_SIGN_IN_TROUBLE_CRASH:
    *title = _ ("The page stopped working");
    *description = g_strdup (_ ("You are not signed in yet. Munja itself keeps working."));
    break;
  case MUNJA_SIGN_IN_TROUBLE_REFUSED:
    *title = _ ("This page was not opened");
    *description = g_strdup (_ ("The sign-in page led to an address that Munja does not open, "
                                "because it is not protected or is not a page."));
    break;
  case MUNJA_SIGN_IN_TROUBLE_NETWORK:
  default:
    *title = _ ("The sign-in page could not be opened");
    *description
        /* Translators: %s is the name of a server, as in "api.coolsms.co.kr". */
        = g_strdup_printf (_ ("%s could not be reached. Check the internet connection."), host);
    break;
  }
}

static void
trouble_cb (MunjaSignInWindow *self, int trouble, const char *uri)
{
  g_autofree char *host = uri != NULL ? munja_sign_in_origin_dup_host (uri) : NULL;
  g_autofree char *description = NULL;
  g_autofree char *markup = NULL;
  const char *title = NULL;

  if (host == NULL)
    host = munja_sign_in_origin_dup_host (get_request (self)->uri);
  describe_trouble (trouble, host, &title, &description);
  markup = g_markup_escape_text (description, -1);

  stop_waiting (self);
  munja_sign_in_title_show_nothing (self->title, uri);
  adw_status_page_set_title (self->trouble_page, title);
  adw_status_page_set_description (self->trouble_page, markup);
  gtk_stack_set_visible_child_name (self->stack, "trouble");
  hide_notice (self);
  gtk_widget_child_focus (self->exit_bar, GTK_DIR_TAB_FORWARD);
}

static void
blocked_cb (MunjaSignInWindow *self)
{
  show_notice (
      self, _ ("The page asked for something that Munja does not allow while you sign in."), FALSE);
}

static void
shown_uri_cb (MunjaSignInWindow *self)
{
  stop_waiting (self);
  show_page (self);
  show_shown_place (self);
  if (munja_sign_in_policy_refuses_views (munja_sign_in_view_get_shown_uri (self->view)))
    show_notice (self,
                 _ ("This page does not allow signing in inside an app. Use your browser instead."),
                 FALSE);
}

static void
progress_cb (MunjaSignInWindow *self)
{
  WebKitWebView *view = WEBKIT_WEB_VIEW (self->view);

  gtk_progress_bar_set_fraction (self->progress_bar,
                                 webkit_web_view_get_estimated_load_progress (view));
  gtk_widget_set_visible (GTK_WIDGET (self->progress_bar), webkit_web_view_is_loading (view));
}

static void
responsive_cb (MunjaSignInWindow *self)
{
  if (webkit_web_view_get_is_web_process_responsive (WEBKIT_WEB_VIEW (self->view)))
    hide_notice (self);
  else if (g_get_monotonic_time () - self->escape_time < ESCAPE_LIFETIME)
    gtk_window_close (GTK_WINDOW (self));
  else
    show_notice (self, _ ("The page does not respond."), TRUE);
}

/* A key goes to the page first. One whose script never ends does not give it back: then Escape
 * closes the window all the same. */
static gboolean
key_pressed_cb (MunjaSignInWindow *self, guint key)
{
  if (key != GDK_KEY_Escape)
    return GDK_EVENT_PROPAGATE;
  self->escape_time = g_get_monotonic_time ();
  if (webkit_web_view_get_is_web_process_responsive (WEBKIT_WEB_VIEW (self->view)))
    return GDK_EVENT_PROPAGATE;
  gtk_window_close (GTK_WINDOW (self));
  return GDK_EVENT_STOP;
}

static void
popup_ready_cb (MunjaSignInWindow *popup)
{
  gtk_window_present (GTK_WINDOW (popup));
}

static MunjaSignInWindow *
new_window (GtkApplication *application, MunjaSignInAttempt *attempt, MunjaSignInView *view);

static void
popup_cb (MunjaSignInWindow *self, MunjaSignInView *view)
{
  MunjaSignInWindow *popup
      = new_window (gtk_window_get_application (GTK_WINDOW (self)), self->attempt, view);

  gtk_window_set_transient_for (GTK_WINDOW (popup), GTK_WINDOW (self));
  gtk_window_set_modal (GTK_WINDOW (popup), TRUE);
  gtk_window_set_destroy_with_parent (GTK_WINDOW (popup), TRUE);
  gtk_window_set_default_size (GTK_WINDOW (popup), POPUP_WIDTH, POPUP_HEIGHT);
  munja_sign_in_title_show_connecting (popup->title, NULL);
  g_signal_connect_object (view, "ready-to-show", G_CALLBACK (popup_ready_cb), popup,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (view, "close", G_CALLBACK (gtk_window_destroy), popup,
                           G_CONNECT_SWAPPED);
}

static void
reload_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  MunjaSignInWindow *self = MUNJA_SIGN_IN_WINDOW (widget);

  if (munja_sign_in_view_get_shown_uri (self->view) == NULL || is_in_trouble (self))
    gtk_widget_activate_action (widget, "sign-in.retry", NULL);
  else
    webkit_web_view_reload (WEBKIT_WEB_VIEW (self->view));
}

static void
retry_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  MunjaSignInWindow *self = MUNJA_SIGN_IN_WINDOW (widget);

  /* Where nothing has come at all, it may be the web process that never came up. */
  if (munja_sign_in_view_get_shown_uri (self->view) == NULL)
    webkit_web_view_terminate_web_process (WEBKIT_WEB_VIEW (self->view));
  start (self);
}

static void
use_browser_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  munja_sign_in_attempt_choose_browser (MUNJA_SIGN_IN_WINDOW (widget)->attempt);
}

static void
zoom_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  WebKitWebView *view = WEBKIT_WEB_VIEW (MUNJA_SIGN_IN_WINDOW (widget)->view);
  double zoom = webkit_web_view_get_zoom_level (view);

  if (g_str_equal (name, "sign-in.zoom-in"))
    zoom *= ZOOM_STEP;
  else if (g_str_equal (name, "sign-in.zoom-out"))
    zoom /= ZOOM_STEP;
  else
    zoom = 1;
  webkit_web_view_set_zoom_level (view, CLAMP (zoom, ZOOM_MIN, ZOOM_MAX));
}

static void
munja_sign_in_window_realize (GtkWidget *widget)
{
  MunjaSignInWindow *self = MUNJA_SIGN_IN_WINDOW (widget);

  GTK_WIDGET_CLASS (munja_sign_in_window_parent_class)->realize (widget);

  if (!munja_sign_in_view_is_popup (self->view))
    munja_sign_in_parent_apply (GTK_WINDOW (self), get_request (self));
}

static gboolean
munja_sign_in_window_close_request (GtkWindow *window)
{
  MunjaSignInWindow *self = MUNJA_SIGN_IN_WINDOW (window);

  if (!munja_sign_in_view_is_popup (self->view))
    munja_sign_in_attempt_cancel (self->attempt);
  return GTK_WINDOW_CLASS (munja_sign_in_window_parent_class)->close_request (window);
}

static void
munja_sign_in_window_dispose (GObject *object)
{
  MunjaSignInWindow *self = MUNJA_SIGN_IN_WINDOW (object);

  stop_waiting (self);
  g_clear_object (&self->attempt);

  G_OBJECT_CLASS (munja_sign_in_window_parent_class)->dispose (object);
}

static void
add_keys (GtkWidgetClass *klass)
{
  static const struct {
    guint key;
    GdkModifierType modifiers;
    const char *action;
  } keys[] = {
    { GDK_KEY_Escape, 0, "window.close" },
    { GDK_KEY_w, GDK_CONTROL_MASK, "window.close" },
    { GDK_KEY_r, GDK_CONTROL_MASK, "sign-in.reload" },
    { GDK_KEY_F5, 0, "sign-in.reload" },
    { GDK_KEY_plus, GDK_CONTROL_MASK, "sign-in.zoom-in" },
    { GDK_KEY_equal, GDK_CONTROL_MASK, "sign-in.zoom-in" },
    { GDK_KEY_KP_Add, GDK_CONTROL_MASK, "sign-in.zoom-in" },
    { GDK_KEY_minus, GDK_CONTROL_MASK, "sign-in.zoom-out" },
    { GDK_KEY_KP_Subtract, GDK_CONTROL_MASK, "sign-in.zoom-out" },
    { GDK_KEY_0, GDK_CONTROL_MASK, "sign-in.zoom-reset" },
    { GDK_KEY_KP_0, GDK_CONTROL_MASK, "sign-in.zoom-reset" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    gtk_widget_class_add_binding_action (klass, keys[i].key, keys[i].modifiers, keys[i].action,
                                         NULL);
}

static void
bind_template (GtkWidgetClass *klass)
{
  gtk_widget_class_set_template_from_resource (klass, "/munja/sign-in/munja-sign-in-window.ui");
  gtk_widget_class_bind_template_child (klass, MunjaSignInWindow, title);
  gtk_widget_class_bind_template_child (klass, MunjaSignInWindow, notice_box);
  gtk_widget_class_bind_template_child (klass, MunjaSignInWindow, notice_label);
  gtk_widget_class_bind_template_child (klass, MunjaSignInWindow, stack);
  gtk_widget_class_bind_template_child (klass, MunjaSignInWindow, view_bin);
  gtk_widget_class_bind_template_child (klass, MunjaSignInWindow, progress_bar);
  gtk_widget_class_bind_template_child (klass, MunjaSignInWindow, exit_bar);
  gtk_widget_class_bind_template_child (klass, MunjaSignInWindow, trouble_page);
  gtk_widget_class_bind_template_child (klass, MunjaSignInWindow, retry_button);
  gtk_widget_class_bind_template_child (klass, MunjaSignInWindow, browser_button);
}

static void
munja_sign_in_window_class_init (MunjaSignInWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = munja_sign_in_window_dispose;
  GTK_WINDOW_CLASS (klass)->close_request = munja_sign_in_window_close_request;
  widget_class->realize = munja_sign_in_window_realize;

  g_type_ensure (MUNJA_TYPE_SIGN_IN_TITLE);
  bind_template (widget_class);
  gtk_widget_class_install_action (widget_class, "sign-in.reload", NULL, reload_action);
  gtk_widget_class_install_action (widget_class, "sign-in.retry", NULL, retry_action);
  gtk_widget_class_install_action (widget_class, "sign-in.use-browser", NULL, use_browser_action);
  gtk_widget_class_install_action (widget_class, "sign-in.zoom-in", NULL, zoom_action);
  gtk_widget_class_install_action (widget_class, "sign-in.zoom-out", NULL, zoom_action);
  gtk_widget_class_install_action (widget_class, "sign-in.zoom-reset", NULL, zoom_action);
  add_keys (widget_class);
}

static void
munja_sign_in_window_init (MunjaSignInWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* With GTK 4.8 to 4.12 WebKit shows a screen reader nothing of the page: at least that is said. */
static void
describe_view (MunjaSignInView *view)
{
  gtk_accessible_update_property (
      GTK_ACCESSIBLE (view), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Sign-in page"),
      GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
      _ ("If your screen reader does not read this page, use your browser instead."), -1);
}

static MunjaSignInWindow *
new_window (GtkApplication *application, MunjaSignInAttempt *attempt, MunjaSignInView *view)
{
  MunjaSignInWindow *self
      = g_object_new (MUNJA_TYPE_SIGN_IN_WINDOW, "application", application, NULL);
  const MunjaSignInRequest *request = munja_sign_in_attempt_get_request (attempt);
  g_autofree char *title = NULL;
  GtkEventController *keys;

  self->attempt = g_object_ref (attempt);
  self->view = view;
  if (request->practice_origin != NULL)
    title = g_strdup (_ ("Sign in to practice"));
  else
    /* Translators: %s is the name of the messaging service, as in "Coolsms". */
    title = g_strdup_printf (_ ("Sign in with %s"), request->service);
  gtk_window_set_title (GTK_WINDOW (self), title);
  adw_bin_set_child (self->view_bin, GTK_WIDGET (view));
  describe_view (view);
  gtk_widget_grab_focus (GTK_WIDGET (view));

  g_signal_connect_object (view, "trouble", G_CALLBACK (trouble_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (view, "blocked", G_CALLBACK (blocked_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (view, "popup", G_CALLBACK (popup_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (view, "notify::shown-uri", G_CALLBACK (shown_uri_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (view, "notify::estimated-load-progress", G_CALLBACK (progress_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (view, "notify::is-loading", G_CALLBACK (progress_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (view, "notify::is-web-process-responsive", G_CALLBACK (responsive_cb),
                           self, G_CONNECT_SWAPPED);
  keys = gtk_event_controller_key_new ();
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  self->escape_time = -ESCAPE_LIFETIME;
  show_page (self);
  return self;
}

/**
 * munja_sign_in_window_new:
 * @application: the application
 * @attempt: the attempt
 * @filter: what its pages may load for themselves
 *
 * Makes the window of the attempt, and begins to load the sign-in page.
 *
 * Returns: (transfer none): the window, not yet shown; it lives until it is closed
 */
GtkWidget *
munja_sign_in_window_new (GtkApplication *application,
                          MunjaSignInAttempt *attempt,
                          WebKitUserContentFilter *filter)
{
  MunjaSignInWindow *self
      = new_window (application, attempt, munja_sign_in_view_new (attempt, filter));

  start (self);
  return GTK_WIDGET (self);
}
