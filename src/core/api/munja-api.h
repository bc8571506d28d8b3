#pragma once

#include <gio/gio.h>

#include "munja-api-call.h"
#include "munja-message.h"
#include "munja-replies-account.h"
#include "munja-replies-group.h"

G_BEGIN_DECLS

/* Who makes calls sees neither tokens nor requests. */
typedef struct _MunjaAccount MunjaAccount;
typedef struct _MunjaTransport MunjaTransport;

/**
 * MunjaOutgoing:
 * @from: sender number, digits only
 * @to: recipient, digits only, local form
 * @country: (nullable): calling code, %NULL or "82" for Korea
 * @message: what it says, as the recipient reads it; the type and the picture are said by the
 *   members below
 * @type: (nullable): one of the service's types, %NULL to let the service find it
 * @image_id: (nullable): a picture that was stored, which makes it an MMS
 * @key: UUID of this send; finds it again in the service's list when the answer was lost
 *
 * One message to send. Everything is borrowed for the length of the call that takes it.
 */
typedef struct {
  const char *from;
  const char *to;
  const char *country;
  const MunjaMessage *message;
  const char *type;
  const char *image_id;
  const char *key;
} MunjaOutgoing;

#define MUNJA_TYPE_API munja_api_get_type ()
G_DECLARE_FINAL_TYPE (MunjaApi, munja_api, MUNJA, API, GObject)

MunjaApi *munja_api_new (MunjaTransport *transport, MunjaAccount *account, const char *app_id);
void munja_api_set_retry_delay (MunjaApi *self, unsigned milliseconds);
gint64 munja_api_get_ahead_us (MunjaApi *self);
gint64 munja_api_get_now_us (MunjaApi *self);
const char *munja_api_get_app_id (MunjaApi *self);

MunjaCall *munja_call_send (MunjaApi *api, const MunjaOutgoing *outgoing);
MunjaCall *munja_call_list_sender_numbers (void);
MunjaCall *munja_call_get_balance (void);
MunjaCall *munja_call_get_member (void);
MunjaCall *munja_call_get_prices (const char *country, gboolean with_fee);

G_END_DECLS
