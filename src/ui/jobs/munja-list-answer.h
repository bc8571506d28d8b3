#pragma once

#include "munja-outbox.h"

G_BEGIN_DECLS

/**
 * MunjaListAnswer:
 * @first: (nullable): the first recipient that the service took
 * @last: (nullable): the last one, %NULL if there is but one
 * @refused: (element-type MunjaJobRecipient): whom it refused, or the first of them
 * @picture: (nullable): the picture that goes with it
 * @n_types: how many messages it took of each #MunjaMessageType
 *
 * What a person looks at before a group goes out.
 */
typedef struct {
  MunjaJobRecipient *first;
  MunjaJobRecipient *last;
  GPtrArray *refused;
  GBytes *picture;
  guint n_types[MUNJA_N_MESSAGE_TYPES];
} MunjaListAnswer;

void munja_list_answer_load_async (MunjaOutbox *outbox,
                                   MunjaJob *job,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
MunjaListAnswer *munja_list_answer_load_finish (GAsyncResult *result, GError **error);

void munja_list_answer_free (MunjaListAnswer *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MunjaListAnswer, munja_list_answer_free)

G_END_DECLS
