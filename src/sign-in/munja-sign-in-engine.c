#include "config.h"

#include "munja-sign-in-engine.h"

#include "munja-sign-in-languages.h"

/**
 * munja_sign_in_engine_new_context:
 *
 * Makes a context with processes of its own, which asks for pages in the person's languages.
 *
 * Returns: (transfer full): the context
 */
WebKitWebContext *
munja_sign_in_engine_new_context (void)
{
  WebKitWebContext *context = webkit_web_context_new ();
  g_auto (GStrv) languages = munja_sign_in_languages_from_locale (g_get_language_names ());

  webkit_web_context_set_cache_model (context, WEBKIT_CACHE_MODEL_DOCUMENT_VIEWER);
  if (*languages != NULL)
    webkit_web_context_set_preferred_languages (context, (const char *const *)languages);
  return context;
}

static void
download_started_cb (WebKitNetworkSession *session, WebKitDownload *download, gpointer user_data)
{
  webkit_download_cancel (download);
}

/**
 * munja_sign_in_engine_new_session:
 *
 * Makes a session that starts empty, writes nothing to disk and ends with its last view. It talks
 * to nobody who cannot prove who he is, and saves no file.
 *
 * Returns: (transfer full): the session
 */
WebKitNetworkSession *
munja_sign_in_engine_new_session (void)
{
  WebKitNetworkSession *session = webkit_network_session_new_ephemeral ();

  webkit_network_session_set_tls_errors_policy (session, WEBKIT_TLS_ERRORS_POLICY_FAIL);
  webkit_network_session_set_persistent_credential_storage_enabled (session, FALSE);
  g_signal_connect (session, "download-started", G_CALLBACK (download_started_cb), NULL);
  return session;
}

/* A link that is only pointed at or pressed is not to open a connection to where it leads: it may
 * be the redirect. */
static void
disable_early_connections (WebKitSettings *settings)
{
#if WEBKIT_CHECK_VERSION(2, 42, 0)
  static const char *const names[]
      = { "LinkPreconnect", "LinkDNSPrefetch", "LinkPreconnectEarlyHints" };
  g_autoptr (WebKitFeatureList) features = webkit_settings_get_all_features ();

  for (gsize i = 0; i < webkit_feature_list_get_length (features); i++) {
    WebKitFeature *feature = webkit_feature_list_get (features, i);

    for (gsize j = 0; j < G_N_ELEMENTS (names); j++)
      if (g_str_equal (webkit_feature_get_identifier (feature), names[j]))
        webkit_settings_set_feature_enabled (settings, feature, FALSE);
  }
#endif
}

/**
 * munja_sign_in_engine_new_settings:
 *
 * Makes the settings. Login pages need scripts, storage and cookies. They need no graphics card,
 * and drawing without one works on every machine.
 *
 * Returns: (transfer full): the settings
 */
WebKitSettings *
munja_sign_in_engine_new_settings (void)
{
  WebKitSettings *settings = webkit_settings_new_with_settings (
      "enable-javascript", TRUE, "enable-html5-local-storage", TRUE, "enable-html5-database", TRUE,
      "hardware-acceleration-policy", WEBKIT_HARDWARE_ACCELERATION_POLICY_NEVER,
      "enable-developer-extras", FALSE, "enable-write-console-messages-to-stdout", FALSE,
      "javascript-can-open-windows-automatically", FALSE, "javascript-can-access-clipboard", FALSE,
      "enable-back-forward-navigation-gestures", FALSE, "enable-fullscreen", FALSE,
      "enable-media-stream", FALSE, "enable-page-cache", FALSE, "enable-webrtc", FALSE, NULL);

  disable_early_connections (settings);
  return settings;
}
