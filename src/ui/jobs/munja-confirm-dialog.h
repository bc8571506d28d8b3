#pragma once

#include <adwaita.h>

#include "munja-audience.h"
#include "munja-money.h"
#include "munja-night.h"
#include "munja-message.h"

G_BEGIN_DECLS

#define MUNJA_CONFIRM_SEND "send"

/**
 * MunjaConfirmation:
 * @from: sender number, digits only
 * @n_recipients: how many people get the text
 * @first: the first of them, as people write it
 * @last: (nullable): the last of them, %NULL if there is but one
 * @n_types: how many messages there are of each #MunjaMessageType
 * @message: the message, as @reader reads it
 * @reader: (nullable): who reads it like this, %NULL if all read the same
 * @scheduled: when it is sent, in µs since 1970 UTC, 0 for now
 * @price: what it costs, below 0 if not known
 * @balance: what there is to pay it with, below 0 if not known
 * @left_out: how many rows of the person's list are not among the people
 * @refused: (nullable) (element-type MunjaJobRecipient): whom the service left out, or the first of
 * them
 * @n_refused: how many it left out
 * @confirm_above: with more people than this, their number has to be typed
 * @warnings: (nullable) (array zero-terminated=1): what else is to be known
 *
 * What the person says yes to. Everything is borrowed for the length of the call that takes it.
 */
typedef struct {
  const char *from;
  guint n_recipients;
  const char *first;
  const char *last;
  guint n_types[MUNJA_N_MESSAGE_TYPES];
  const MunjaMessage *message;
  const char *reader;
  gint64 scheduled;
  MunjaMoney price;
  MunjaMoney balance;
  MunjaRecipientLeftOut left_out;
  GPtrArray *refused;
  guint n_refused;
  guint confirm_above;
  const char *const *warnings;
} MunjaConfirmation;

GtkWidget *munja_confirm_dialog_new (GtkWindow *parent, const MunjaConfirmation *confirmation);

G_END_DECLS
