#pragma once

#include <adwaita.h>

#include "munja-client.h"
#include "munja-draft.h"
#include "munja-order.h"
#include "munja-recipients-page.h"
#include "munja-replies-account.h"

G_BEGIN_DECLS

/**
 * MunjaComposePart:
 * @MUNJA_COMPOSE_START: where a new message begins
 * @MUNJA_COMPOSE_TEXT: where the text is written
 * @MUNJA_COMPOSE_TIME: where it is chosen when the message goes out
 * @MUNJA_COMPOSE_PROBLEM: what the next one reads for whom something is wrong
 *
 * A part of the form.
 */
typedef enum {
  MUNJA_COMPOSE_START,
  MUNJA_COMPOSE_TEXT,
  MUNJA_COMPOSE_TIME,
  MUNJA_COMPOSE_PROBLEM,
} MunjaComposePart;

#define MUNJA_TYPE_COMPOSE_PAGE munja_compose_page_get_type ()
G_DECLARE_FINAL_TYPE (MunjaComposePage, munja_compose_page, MUNJA, COMPOSE_PAGE, AdwBin)

void munja_compose_page_set_client (MunjaComposePage *self, MunjaClient *client);
void munja_compose_page_set_recipients_page (MunjaComposePage *self, MunjaRecipientsPage *page);
void munja_compose_page_set_prices (MunjaComposePage *self,
                                    const MunjaPrices *prices,
                                    MunjaMoney balance);
void munja_compose_page_refresh (MunjaComposePage *self);
void munja_compose_page_send (MunjaComposePage *self);
void munja_compose_page_send_to_me (MunjaComposePage *self);
void munja_compose_page_clear (MunjaComposePage *self);
const MunjaContent *munja_compose_page_get_content (MunjaComposePage *self);
MunjaDraft *munja_compose_page_dup_form (MunjaComposePage *self);
void munja_compose_page_set_form (MunjaComposePage *self, const MunjaDraft *form);
void munja_compose_page_set_content (MunjaComposePage *self, const MunjaContent *content);
void
munja_compose_page_set_draft_note (MunjaComposePage *self, const char *text, gboolean is_error);
gboolean munja_compose_page_is_empty (MunjaComposePage *self);
void munja_compose_page_load (MunjaComposePage *self, const MunjaOrder *order);
void munja_compose_page_replace_lookalikes (MunjaComposePage *self);
void munja_compose_page_show (MunjaComposePage *self, MunjaComposePart part);

G_END_DECLS
