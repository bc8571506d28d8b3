#pragma once

#include "munja-audience.h"
#include "munja-message.h"

G_BEGIN_DECLS

/**
 * MunjaOrder:
 * @message: what is to be sent
 * @from: sender number, digits only
 * @recipients: (nullable): who gets it, at least one, with a column for each of the message's
 * fields; %NULL where that is not said yet
 * @scheduled: when it is to go out, in µs since 1970 UTC, or 0 for now
 * @replaces: (nullable): key of the scheduled job that it is to go out in place of
 *
 * What a person wants to be sent, checked. It does not change.
 */
typedef struct {
  MunjaMessage *message;
  char *from;
  MunjaAudience *recipients;
  gint64 scheduled;
  char *replaces;

  /*< private >*/
  gatomicrefcount references;
} MunjaOrder;

MunjaOrder *munja_order_new (MunjaMessage *message,
                             const char *from,
                             MunjaAudience *recipients,
                             gint64 scheduled,
                             const char *replaces);
MunjaOrder *munja_order_new_for (const MunjaOrder *self, MunjaAudience *recipients);
MunjaOrder *munja_order_ref (MunjaOrder *self);
void munja_order_unref (MunjaOrder *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MunjaOrder, munja_order_unref)

gboolean munja_order_is_single (const MunjaOrder *self);

G_END_DECLS
