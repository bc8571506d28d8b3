#include "config.h"

#include "munja-sign-in-attempt.h"

#include "munja-error.h"
#include "munja-json.h"
#include "munja-oauth.h"
#include "munja-secret.h"

#define MAX_TEXT_CHARACTERS 500

/**
 * MunjaSignInAttempt:
 *
 * One attempt to sign in: a request, and the one answer it gets. Whatever happens after the first
 * answer changes nothing any more.
 */
struct _MunjaSignInAttempt {
  GObject parent_instance;

  MunjaSignInRequest *request;
  char *answer;
};

G_DEFINE_FINAL_TYPE (MunjaSignInAttempt, munja_sign_in_attempt, G_TYPE_OBJECT)

enum {
  SIGNAL_ANSWERED,
  N_SIGNALS,
};
static guint signals[N_SIGNALS];

static JsonBuilder *
begin_answer (void)
{
  JsonBuilder *builder = json_builder_new_immutable ();

  json_builder_begin_object (builder);
  return builder;
}

static void
give_answer (MunjaSignInAttempt *self, JsonBuilder *builder)
{
  g_autoptr (JsonNode) root = NULL;

  json_builder_end_object (builder);
  root = json_builder_get_root (builder);
  self->answer = json_to_string (root, FALSE);
  g_signal_emit (self, signals[SIGNAL_ANSWERED], 0);
}

static void
give_flag (MunjaSignInAttempt *self, const char *name)
{
  g_autoptr (JsonBuilder) builder = NULL;

  if (self->answer != NULL)
    return;
  builder = begin_answer ();
  json_builder_set_member_name (builder, name);
  json_builder_add_boolean_value (builder, TRUE);
  give_answer (self, builder);
}

/* It comes from the address of a page, which anybody may have written. */
static char *
dup_shown_text (const char *text)
{
  g_autoptr (GString) shown = g_string_new (NULL);
  glong left = MAX_TEXT_CHARACTERS;

  for (const char *p = text; p != NULL && *p != '\0' && left > 0; p = g_utf8_next_char (p), left--)
    g_string_append_unichar (shown,
                             g_unichar_isprint (g_utf8_get_char (p)) ? g_utf8_get_char (p) : ' ');
  return shown->len > 0 ? g_string_free (g_steal_pointer (&shown), FALSE) : NULL;
}

static void
munja_sign_in_attempt_finalize (GObject *object)
{
  MunjaSignInAttempt *self = MUNJA_SIGN_IN_ATTEMPT (object);

  munja_sign_in_request_free (self->request);
  munja_secret_free (self->answer);

  G_OBJECT_CLASS (munja_sign_in_attempt_parent_class)->finalize (object);
}

static void
munja_sign_in_attempt_class_init (MunjaSignInAttemptClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = munja_sign_in_attempt_finalize;

  /**
   * MunjaSignInAttempt::answered:
   * @self: the attempt
   *
   * There is an answer. Emitted once.
   */
  signals[SIGNAL_ANSWERED] = g_signal_new ("answered", MUNJA_TYPE_SIGN_IN_ATTEMPT,
                                           G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
munja_sign_in_attempt_init (MunjaSignInAttempt *self)
{
}

/**
 * munja_sign_in_attempt_new:
 * @request: (transfer full): what is asked for
 *
 * Returns: (transfer full): an attempt
 */
MunjaSignInAttempt *
munja_sign_in_attempt_new (MunjaSignInRequest *request)
{
  MunjaSignInAttempt *self = g_object_new (MUNJA_TYPE_SIGN_IN_ATTEMPT, NULL);

  self->request = request;
  return self;
}

/**
 * munja_sign_in_attempt_get_request:
 * @self: an attempt
 *
 * Returns: what is asked for; owned by @self
 */
const MunjaSignInRequest *
munja_sign_in_attempt_get_request (MunjaSignInAttempt *self)
{
  g_return_val_if_fail (MUNJA_IS_SIGN_IN_ATTEMPT (self), NULL);

  return self->request;
}

/**
 * munja_sign_in_attempt_get_answer:
 * @self: an attempt
 *
 * - Shape: one JSON object: `code` and `state`; or `cancelled` or `browser` being true; or `error`
 *   being "refused", with `service_code` and `service_text` where the redirect brought them.
 *
 * Returns: (nullable): the answer, without a line end; owned by @self
 */
const char *
munja_sign_in_attempt_get_answer (MunjaSignInAttempt *self)
{
  g_return_val_if_fail (MUNJA_IS_SIGN_IN_ATTEMPT (self), NULL);

  return self->answer;
}

/**
 * munja_sign_in_attempt_take_redirect:
 * @self: an attempt
 * @uri: an address that is the redirect, well-formed or not
 *
 * Ends the attempt with the code in @uri, or with a refusal. The state is used up either way.
 */
void
munja_sign_in_attempt_take_redirect (MunjaSignInAttempt *self, const char *uri)
{
  g_autoptr (MunjaSecret) state = NULL;
  g_autoptr (MunjaSecret) code = NULL;
  g_autoptr (JsonBuilder) builder = NULL;
  g_autoptr (GError) error = NULL;

  g_return_if_fail (MUNJA_IS_SIGN_IN_ATTEMPT (self));

  if (self->answer != NULL)
    return;
  state = g_steal_pointer (&self->request->state);
  code = munja_oauth_read_redirect (self->request->redirect_uri, state, uri, &error);
  builder = begin_answer ();
  if (code != NULL) {
    munja_json_add_string (builder, "code", code);
    munja_json_add_string (builder, "state", state);
  } else {
    g_autofree char *service_code = dup_shown_text (munja_error_get_service_code (error));
    g_autofree char *service_text = dup_shown_text (munja_error_get_service_text (error));

    munja_json_add_string (builder, "error", "refused");
    munja_json_add_string (builder, "service_code", service_code);
    munja_json_add_string (builder, "service_text", service_text);
  }
  give_answer (self, builder);
}

/**
 * munja_sign_in_attempt_give_up:
 * @self: an attempt
 *
 * Ends the attempt: no page can be shown here.
 */
void
munja_sign_in_attempt_give_up (MunjaSignInAttempt *self)
{
  g_autoptr (JsonBuilder) builder = NULL;

  g_return_if_fail (MUNJA_IS_SIGN_IN_ATTEMPT (self));

  if (self->answer != NULL)
    return;
  builder = begin_answer ();
  munja_json_add_string (builder, "error", "unavailable");
  give_answer (self, builder);
}

/**
 * munja_sign_in_attempt_cancel:
 * @self: an attempt
 *
 * Ends the attempt: the person does not want it, or it took too long.
 */
void
munja_sign_in_attempt_cancel (MunjaSignInAttempt *self)
{
  g_return_if_fail (MUNJA_IS_SIGN_IN_ATTEMPT (self));

  give_flag (self, "cancelled");
}

/**
 * munja_sign_in_attempt_choose_browser:
 * @self: an attempt
 *
 * Ends the attempt: the person wants to use the system's browser.
 */
void
munja_sign_in_attempt_choose_browser (MunjaSignInAttempt *self)
{
  g_return_if_fail (MUNJA_IS_SIGN_IN_ATTEMPT (self));

  give_flag (self, "browser");
}
