#pragma once

#include <gio/gio.h>

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
 * @subject: (nullable): normalised UTF-8
 * @text: normalised UTF-8
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
  const char *subject;
  const char *text;
  const char *type;
  const char *image_id;
  const char *key;
} MunjaOutgoing;

#define MUNJA_TYPE_API munja_api_get_type ()
G_DECLARE_FINAL_TYPE (MunjaApi, munja_api, MUNJA, API, GObject)

MunjaApi *munja_api_new (MunjaTransport *transport, MunjaAccount *account, const char *app_id);
void munja_api_set_retry_delay (MunjaApi *self, unsigned milliseconds);
gint64 munja_api_get_ahead_us (MunjaApi *self);

void munja_api_send_async (MunjaApi *self,
                           const MunjaOutgoing *message,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data);
MunjaReceipt *munja_api_send_finish (MunjaApi *self, GAsyncResult *result, GError **error);

void munja_api_list_sender_numbers_async (MunjaApi *self,
                                          GCancellable *cancellable,
                                          GAsyncReadyCallback callback,
                                          gpointer user_data);
GStrv munja_api_list_sender_numbers_finish (MunjaApi *self, GAsyncResult *result, GError **error);

void munja_api_get_balance_async (MunjaApi *self,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
MunjaBalance *munja_api_get_balance_finish (MunjaApi *self, GAsyncResult *result, GError **error);

void munja_api_get_member_async (MunjaApi *self,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);
MunjaMember *munja_api_get_member_finish (MunjaApi *self, GAsyncResult *result, GError **error);

void munja_api_get_prices_async (MunjaApi *self,
                                 const char *country,
                                 gboolean with_fee,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);
MunjaPrices *munja_api_get_prices_finish (MunjaApi *self, GAsyncResult *result, GError **error);

G_END_DECLS
