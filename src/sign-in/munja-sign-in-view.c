#include "config.h"

#include "munja-sign-in-view.h"

#include <gtk/gtk.h>

#include "munja-sign-in-engine.h"
#include "munja-sign-in-origin.h"
#include "munja-sign-in-policy.h"
#include "munja-sign-in-script-dialog.h"

/* A page that says one thing after another would keep the person from closing the window. */
#define MAX_SCRIPT_DIALOGS 3

/**
 * MunjaSignInView:
 *
 * The page. Everything it asks for goes through the policy, and everything that signing in does not
 * need is refused. It keeps nothing: not on disk, and not for the next attempt.
 */
struct _MunjaSignInView {
  WebKitWebView parent_instance;

  MunjaSignInAttempt *attempt;
  gboolean is_popup;
  MunjaSignInView *popup; /* weak */
  char *shown_uri;
  unsigned n_script_dialogs; /* of the page that is shown */
};

G_DEFINE_FINAL_TYPE (MunjaSignInView, munja_sign_in_view, WEBKIT_TYPE_WEB_VIEW)

enum {
  PROP_0,
  PROP_SHOWN_URI,
  N_PROPS,
};
static GParamSpec *props[N_PROPS];

enum {
  SIGNAL_TROUBLE,
  SIGNAL_BLOCKED,
  SIGNAL_POPUP,
  N_SIGNALS,
};
static guint signals[N_SIGNALS];

static gboolean
is_over (MunjaSignInView *self)
{
  return munja_sign_in_attempt_get_answer (self->attempt) != NULL;
}

static void
report_trouble (MunjaSignInView *self, MunjaSignInTrouble trouble, const char *uri)
{
  if (!is_over (self))
    g_signal_emit (self, signals[SIGNAL_TROUBLE], 0, (int)trouble, uri);
}

static gboolean
is_attachment (WebKitURIResponse *response)
{
  SoupMessageHeaders *headers = webkit_uri_response_get_http_headers (response);
  g_autofree char *disposition = NULL;

  return headers != NULL
         && soup_message_headers_get_content_disposition (headers, &disposition, NULL)
         && g_ascii_strcasecmp (disposition, "attachment") == 0;
}

static const char *
describe_response (WebKitResponsePolicyDecision *decision, MunjaSignInAction *action)
{
  WebKitURIResponse *response = webkit_response_policy_decision_get_response (decision);

  action->step = webkit_response_policy_decision_is_main_frame_main_resource (decision)
                     ? MUNJA_SIGN_IN_STEP_PAGE_RESPONSE
                     : MUNJA_SIGN_IN_STEP_FRAME_RESPONSE;
  action->is_download = !webkit_response_policy_decision_is_mime_type_supported (decision)
                        || is_attachment (response);
  return webkit_uri_request_get_uri (webkit_response_policy_decision_get_request (decision));
}

static const char *
describe_navigation (MunjaSignInView *self,
                     WebKitNavigationAction *navigation,
                     gboolean new_window,
                     MunjaSignInAction *action)
{
  action->step = new_window ? MUNJA_SIGN_IN_STEP_NEW_WINDOW : MUNJA_SIGN_IN_STEP_NAVIGATE;
  action->by_person = webkit_navigation_action_is_user_gesture (navigation);
  action->by_link = webkit_navigation_action_get_navigation_type (navigation)
                    == WEBKIT_NAVIGATION_TYPE_LINK_CLICKED;
  action->has_popup = self->is_popup || self->popup != NULL;
  return webkit_uri_request_get_uri (webkit_navigation_action_get_request (navigation));
}

static gboolean
ask_policy (MunjaSignInView *self, const char *uri, const MunjaSignInAction *action)
{
  const MunjaSignInRequest *request = munja_sign_in_attempt_get_request (self->attempt);
  MunjaSignInVerdict verdict;

  if (is_over (self))
    return FALSE;
  verdict = munja_sign_in_policy_decide (request, uri, action);
  if (verdict == MUNJA_SIGN_IN_REDIRECT)
    munja_sign_in_attempt_take_redirect (self->attempt, uri);
  else if (verdict == MUNJA_SIGN_IN_OPEN_IN_BROWSER)
    gtk_show_uri (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), uri, GDK_CURRENT_TIME);
  else if (verdict == MUNJA_SIGN_IN_IGNORE && (action->by_person || action->is_download))
    g_signal_emit (self, signals[SIGNAL_BLOCKED], 0);
  return verdict == MUNJA_SIGN_IN_ALLOW;
}

static gboolean
munja_sign_in_view_decide_policy (WebKitWebView *web_view,
                                  WebKitPolicyDecision *decision,
                                  WebKitPolicyDecisionType type)
{
  MunjaSignInView *self = MUNJA_SIGN_IN_VIEW (web_view);
  MunjaSignInAction action = { 0 };
  const char *uri;

  if (type == WEBKIT_POLICY_DECISION_TYPE_RESPONSE)
    uri = describe_response (WEBKIT_RESPONSE_POLICY_DECISION (decision), &action);
  else
    uri = describe_navigation (self,
                               webkit_navigation_policy_decision_get_navigation_action (
                                   WEBKIT_NAVIGATION_POLICY_DECISION (decision)),
                               type == WEBKIT_POLICY_DECISION_TYPE_NEW_WINDOW_ACTION, &action);

  if (ask_policy (self, uri, &action))
    webkit_policy_decision_use (decision);
  else
    webkit_policy_decision_ignore (decision);
  return TRUE;
}

/* A window that a script opens comes here without having been decided. */
static GtkWidget *
munja_sign_in_view_create (WebKitWebView *web_view, WebKitNavigationAction *navigation)
{
  MunjaSignInView *self = MUNJA_SIGN_IN_VIEW (web_view);
  MunjaSignInAction action = { 0 };
  const char *uri = describe_navigation (self, navigation, TRUE, &action);
  MunjaSignInView *popup;

  /* window.open() without an address. */
  if (uri == NULL || *uri == '\0')
    uri = "about:blank";
  if (!ask_policy (self, uri, &action))
    return NULL;

  popup = g_object_new (MUNJA_TYPE_SIGN_IN_VIEW, "related-view", web_view, "user-content-manager",
                        webkit_web_view_get_user_content_manager (web_view), NULL);
  popup->attempt = g_object_ref (self->attempt);
  popup->is_popup = TRUE;
  webkit_web_view_set_zoom_level (WEBKIT_WEB_VIEW (popup),
                                  webkit_web_view_get_zoom_level (web_view));
  g_set_weak_pointer (&self->popup, popup);
  g_signal_emit (self, signals[SIGNAL_POPUP], 0, popup);
  return GTK_WIDGET (popup);
}

static void
munja_sign_in_view_load_changed (WebKitWebView *web_view, WebKitLoadEvent event)
{
  MunjaSignInView *self = MUNJA_SIGN_IN_VIEW (web_view);

  if (event != WEBKIT_LOAD_COMMITTED)
    return;
  g_free (self->shown_uri);
  self->shown_uri = g_strdup (webkit_web_view_get_uri (web_view));
  self->n_script_dialogs = 0;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_SHOWN_URI]);
}

static gboolean
munja_sign_in_view_load_failed (WebKitWebView *web_view,
                                WebKitLoadEvent event,
                                const char *uri,
                                GError *error)
{
  MunjaSignInView *self = MUNJA_SIGN_IN_VIEW (web_view);

  if (g_error_matches (error, WEBKIT_NETWORK_ERROR, WEBKIT_NETWORK_ERROR_CANCELLED))
    return TRUE;
  if (!g_error_matches (error, WEBKIT_POLICY_ERROR,
                        WEBKIT_POLICY_ERROR_FRAME_LOAD_INTERRUPTED_BY_POLICY_CHANGE))
    report_trouble (self, MUNJA_SIGN_IN_TROUBLE_NETWORK, uri);
  else if (self->shown_uri == NULL)
    report_trouble (self, MUNJA_SIGN_IN_TROUBLE_REFUSED, uri);
  return TRUE;
}

static gboolean
munja_sign_in_view_load_failed_with_tls_errors (WebKitWebView *web_view,
                                                const char *uri,
                                                GTlsCertificate *certificate,
                                                GTlsCertificateFlags errors)
{
  report_trouble (MUNJA_SIGN_IN_VIEW (web_view), MUNJA_SIGN_IN_TROUBLE_TLS, uri);
  return TRUE;
}

/* WebKit has blocked such parts by itself since 2.46, and no longer tells. */
static void
munja_sign_in_view_insecure_content_detected (WebKitWebView *web_view,
                                              WebKitInsecureContentEvent event)
{
  webkit_web_view_stop_loading (web_view);
  report_trouble (MUNJA_SIGN_IN_VIEW (web_view), MUNJA_SIGN_IN_TROUBLE_MIXED,
                  webkit_web_view_get_uri (web_view));
}

static void
munja_sign_in_view_web_process_terminated (WebKitWebView *web_view,
                                           WebKitWebProcessTerminationReason reason)
{
  report_trouble (MUNJA_SIGN_IN_VIEW (web_view), MUNJA_SIGN_IN_TROUBLE_CRASH,
                  webkit_web_view_get_uri (web_view));
}

/* What is not shown is as if the person had closed it; only leaving a page needs no question. */
static gboolean
munja_sign_in_view_script_dialog (WebKitWebView *web_view, WebKitScriptDialog *dialog)
{
  MunjaSignInView *self = MUNJA_SIGN_IN_VIEW (web_view);
  g_autofree char *host
      = self->shown_uri != NULL ? munja_sign_in_origin_dup_host (self->shown_uri) : NULL;

  if (webkit_script_dialog_get_dialog_type (dialog) == WEBKIT_SCRIPT_DIALOG_BEFORE_UNLOAD_CONFIRM)
    webkit_script_dialog_confirm_set_confirmed (dialog, TRUE);
  else if (host != NULL && self->n_script_dialogs++ < MAX_SCRIPT_DIALOGS)
    munja_sign_in_script_dialog_show (dialog, GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))),
                                      host);
  return TRUE;
}

static gboolean
munja_sign_in_view_permission_request (WebKitWebView *web_view, WebKitPermissionRequest *request)
{
  webkit_permission_request_deny (request);
  return TRUE;
}

static gboolean
munja_sign_in_view_query_permission_state (WebKitWebView *web_view,
                                           WebKitPermissionStateQuery *query)
{
  webkit_permission_state_query_finish (query, WEBKIT_PERMISSION_STATE_DENIED);
  return TRUE;
}

static gboolean
munja_sign_in_view_run_file_chooser (WebKitWebView *web_view, WebKitFileChooserRequest *request)
{
  webkit_file_chooser_request_cancel (request);
  g_signal_emit (web_view, signals[SIGNAL_BLOCKED], 0);
  return TRUE;
}

/* A password belongs into the page, not into a dialog. Going on without one shows what the server
 * says to that; cancelling would leave the page empty. */
static gboolean
munja_sign_in_view_authenticate (WebKitWebView *web_view, WebKitAuthenticationRequest *request)
{
  webkit_authentication_request_authenticate (request, NULL);
  return TRUE;
}

static gboolean
munja_sign_in_view_show_notification (WebKitWebView *web_view, WebKitNotification *notification)
{
  return TRUE;
}

static gboolean
munja_sign_in_view_print (WebKitWebView *web_view, WebKitPrintOperation *operation)
{
  return TRUE;
}

static gboolean
munja_sign_in_view_enter_fullscreen (WebKitWebView *web_view)
{
  return TRUE;
}

static gboolean
stays_in_menu (WebKitContextMenuAction action)
{
  static const WebKitContextMenuAction kept[] = {
    WEBKIT_CONTEXT_MENU_ACTION_GO_BACK, WEBKIT_CONTEXT_MENU_ACTION_STOP,
    WEBKIT_CONTEXT_MENU_ACTION_RELOAD,  WEBKIT_CONTEXT_MENU_ACTION_COPY,
    WEBKIT_CONTEXT_MENU_ACTION_CUT,     WEBKIT_CONTEXT_MENU_ACTION_PASTE,
    WEBKIT_CONTEXT_MENU_ACTION_DELETE,  WEBKIT_CONTEXT_MENU_ACTION_SELECT_ALL,
  };

  for (gsize i = 0; i < G_N_ELEMENTS (kept); i++)
    if (kept[i] == action)
      return TRUE;
  return FALSE;
}

static gboolean
munja_sign_in_view_context_menu (WebKitWebView *web_view,
                                 WebKitContextMenu *menu,
                                 WebKitHitTestResult *hit)
{
  for (guint i = webkit_context_menu_get_n_items (menu); i > 0; i--) {
    WebKitContextMenuItem *item = webkit_context_menu_get_item_at_position (menu, i - 1);

    if (!stays_in_menu (webkit_context_menu_item_get_stock_action (item)))
      webkit_context_menu_remove (menu, item);
  }
  return webkit_context_menu_get_n_items (menu) == 0;
}

static void
munja_sign_in_view_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  MunjaSignInView *self = MUNJA_SIGN_IN_VIEW (object);

  if (id == PROP_SHOWN_URI)
    g_value_set_string (value, self->shown_uri);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
munja_sign_in_view_dispose (GObject *object)
{
  MunjaSignInView *self = MUNJA_SIGN_IN_VIEW (object);

  g_clear_weak_pointer (&self->popup);

  G_OBJECT_CLASS (munja_sign_in_view_parent_class)->dispose (object);
}

static void
munja_sign_in_view_finalize (GObject *object)
{
  MunjaSignInView *self = MUNJA_SIGN_IN_VIEW (object);

  g_clear_object (&self->attempt);
  g_free (self->shown_uri);

  G_OBJECT_CLASS (munja_sign_in_view_parent_class)->finalize (object);
}

static void
add_signals (void)
{
  /**
   * MunjaSignInView::trouble:
   * @self: the view
   * @trouble: a #MunjaSignInTrouble
   * @uri: (nullable): the address it happened with
   *
   * There is no page to look at, and none will come by itself.
   */
  signals[SIGNAL_TROUBLE]
      = g_signal_new ("trouble", MUNJA_TYPE_SIGN_IN_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                      G_TYPE_NONE, 2, G_TYPE_INT, G_TYPE_STRING);
  /**
   * MunjaSignInView::blocked:
   * @self: the view
   *
   * The person asked for something that the page may not do.
   */
  signals[SIGNAL_BLOCKED] = g_signal_new ("blocked", MUNJA_TYPE_SIGN_IN_VIEW, G_SIGNAL_RUN_LAST, 0,
                                          NULL, NULL, NULL, G_TYPE_NONE, 0);
  /**
   * MunjaSignInView::popup:
   * @self: the view
   * @popup: the new view
   *
   * The page has opened a window. It is to be shown once @popup is ready to show.
   */
  signals[SIGNAL_POPUP] = g_signal_new ("popup", MUNJA_TYPE_SIGN_IN_VIEW, G_SIGNAL_RUN_LAST, 0,
                                        NULL, NULL, NULL, G_TYPE_NONE, 1, MUNJA_TYPE_SIGN_IN_VIEW);
}

static void
munja_sign_in_view_class_init (MunjaSignInViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  WebKitWebViewClass *view_class = WEBKIT_WEB_VIEW_CLASS (klass);

  object_class->get_property = munja_sign_in_view_get_property;
  object_class->dispose = munja_sign_in_view_dispose;
  object_class->finalize = munja_sign_in_view_finalize;

  view_class->decide_policy = munja_sign_in_view_decide_policy;
  view_class->create = munja_sign_in_view_create;
  view_class->load_changed = munja_sign_in_view_load_changed;
  view_class->load_failed = munja_sign_in_view_load_failed;
  view_class->load_failed_with_tls_errors = munja_sign_in_view_load_failed_with_tls_errors;
  view_class->insecure_content_detected = munja_sign_in_view_insecure_content_detected;
  view_class->web_process_terminated = munja_sign_in_view_web_process_terminated;
  view_class->script_dialog = munja_sign_in_view_script_dialog;
  view_class->permission_request = munja_sign_in_view_permission_request;
  view_class->query_permission_state = munja_sign_in_view_query_permission_state;
  view_class->run_file_chooser = munja_sign_in_view_run_file_chooser;
  view_class->authenticate = munja_sign_in_view_authenticate;
  view_class->show_notification = munja_sign_in_view_show_notification;
  view_class->print = munja_sign_in_view_print;
  view_class->enter_fullscreen = munja_sign_in_view_enter_fullscreen;
  view_class->context_menu = munja_sign_in_view_context_menu;

  /**
   * MunjaSignInView:shown-uri:
   *
   * See munja_sign_in_view_get_shown_uri(). Notified for every page, also for the same one again.
   */
  props[PROP_SHOWN_URI]
      = g_param_spec_string ("shown-uri", NULL, NULL, NULL,
                             G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, props);
  add_signals ();
}

static void
munja_sign_in_view_init (MunjaSignInView *self)
{
}

/**
 * munja_sign_in_view_new:
 * @attempt: the attempt, which ends when the page comes to the redirect
 * @filter: what the page may load for itself, from munja_sign_in_filter_new_async()
 *
 * Makes a view with a memory of its own, which ends with it. Nothing is loaded yet.
 *
 * Returns: (transfer floating): the view
 */
MunjaSignInView *
munja_sign_in_view_new (MunjaSignInAttempt *attempt, WebKitUserContentFilter *filter)
{
  g_autoptr (WebKitWebContext) context = munja_sign_in_engine_new_context ();
  g_autoptr (WebKitNetworkSession) session = munja_sign_in_engine_new_session ();
  g_autoptr (WebKitSettings) settings = munja_sign_in_engine_new_settings ();
  g_autoptr (WebKitUserContentManager) manager = webkit_user_content_manager_new ();
  MunjaSignInView *self
      = g_object_new (MUNJA_TYPE_SIGN_IN_VIEW, "web-context", context, "network-session", session,
                      "settings", settings, "user-content-manager", manager, NULL);

  webkit_user_content_manager_add_filter (manager, filter);
  self->attempt = g_object_ref (attempt);
  return self;
}

/**
 * munja_sign_in_view_is_popup:
 * @self: a view
 *
 * Returns: whether a page has opened it
 */
gboolean
munja_sign_in_view_is_popup (MunjaSignInView *self)
{
  g_return_val_if_fail (MUNJA_IS_SIGN_IN_VIEW (self), FALSE);

  return self->is_popup;
}

/**
 * munja_sign_in_view_get_shown_uri:
 * @self: a view
 *
 * Tells whose page is to be seen now, which is not always the one being loaded.
 *
 * Returns: (nullable): the address of the last page whose contents began to come; owned by @self
 */
const char *
munja_sign_in_view_get_shown_uri (MunjaSignInView *self)
{
  g_return_val_if_fail (MUNJA_IS_SIGN_IN_VIEW (self), NULL);

  return self->shown_uri;
}
