#include "config.h"

#include "munja-notice.h"

#include <glib/gi18n.h>

#include "munja-account.h"
#include "munja-describe-library.h"
#include "munja-describe.h"
#include "munja-error.h"
#include "munja-stores.h"

static void
show_outbox_error (MunjaBanner *strip, const GError *error)
{
  if (g_error_matches (error, MUNJA_ERROR, MUNJA_ERROR_STORE_DAMAGED))
    munja_banner_show (strip, munja_describe_heading (error), _ ("_Set It Aside…"),
                       "win.set-outbox-aside", FALSE);
  else
    munja_banner_show (strip, munja_describe_heading (error), _ ("Try _Again"), "win.reload",
                       FALSE);
}

/* What was sent stays in the outbox until the archive can be used again. */
static void
show_archive_error (MunjaBanner *strip, const GError *error)
{
  const char *text = _ ("The sent messages can’t be read.");

  if (g_error_matches (error, MUNJA_ERROR, MUNJA_ERROR_STORE_DAMAGED))
    munja_banner_show (strip, text, _ ("_Set It Aside…"), "win.set-archive-aside", FALSE);
  else if (g_error_matches (error, MUNJA_ERROR, MUNJA_ERROR_STORE_NEWER))
    munja_banner_show (strip, text, NULL, NULL, FALSE);
  else
    munja_banner_show (strip, text, _ ("Try _Again"), "win.reload", FALSE);
}

static void
show_library_error (MunjaBanner *strip, const GError *error)
{
  const char *text = munja_describe_library_error (error);

  if (g_error_matches (error, MUNJA_ERROR, MUNJA_ERROR_STORE_DAMAGED))
    munja_banner_show (strip, text, _ ("_Set It Aside"), "win.set-library-aside", FALSE);
  else if (g_error_matches (error, MUNJA_ERROR, MUNJA_ERROR_STORE_NEWER))
    munja_banner_show (strip, text, NULL, NULL, FALSE);
  else
    munja_banner_show (strip, text, _ ("Try _Again"), "win.reload-library", FALSE);
}

/**
 * munja_notice_show:
 * @strip: where to say it
 * @clients: the client that is in use
 * @is_signing_in: whether somebody is about to sign in
 * @library_error: (nullable): why no drafts and templates are kept
 *
 * Says the most pressing of what is wrong, and what can be done about it.
 */
void
munja_notice_show (MunjaBanner *strip,
                   MunjaClientSwitch *clients,
                   gboolean is_signing_in,
                   const GError *library_error)
{
  MunjaAccount *account = munja_client_switch_get_account (clients);
  MunjaAccountState state = munja_account_get_state (account);
  MunjaStores *stores = munja_client_get_stores (munja_client_switch_get_client (clients));
  const GError *outbox_error = munja_stores_get_outbox_error (stores);
  const GError *archive_error = munja_stores_get_archive_error (stores);
  const GError *error = munja_account_get_keyring_error (account);

  if (error == NULL)
    error = munja_client_switch_get_load_error (clients);
  if (is_signing_in)
    munja_banner_show (strip, _ ("Waiting for you to sign in…"), _ ("_Cancel"),
                       "win.cancel-sign-in", TRUE);
  else if (outbox_error != NULL)
    show_outbox_error (strip, outbox_error);
  else if (state == MUNJA_ACCOUNT_EXPIRED)
    munja_banner_show (strip, _ ("Your sign-in is no longer valid. What you have written stays."),
                       _ ("_Sign In"), "win.sign-in", FALSE);
  else if (g_error_matches (error, MUNJA_ERROR, MUNJA_ERROR_KEYRING_LOCKED))
    munja_banner_show (strip, _ ("The keyring with your sign-in is locked."), _ ("_Unlock"),
                       "win.unlock", FALSE);
  else if (archive_error != NULL)
    show_archive_error (strip, archive_error);
  else if (library_error != NULL)
    show_library_error (strip, library_error);
  else if (error != NULL && state == MUNJA_ACCOUNT_SIGNED_IN)
    munja_banner_show (strip,
                       _ ("There is no usable keyring, so you stay signed in only until you close "
                          "Munja."),
                       NULL, NULL, FALSE);
  else
    munja_banner_hide (strip);
}
