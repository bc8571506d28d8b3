#pragma once

#include <libsoup/soup.h>

G_BEGIN_DECLS

/**
 * SupportAnswers:
 * @base: where it listens
 * @seen: how many requests it got
 *
 * An HTTP server inside the test, for answers that the practice server would not give.
 */
typedef struct {
  char *base;
  guint seen;

  /*< private >*/
  SoupServer *server;
} SupportAnswers;

typedef void (*SupportAnswerFunc) (SoupServerMessage *message);

SupportAnswers *support_answers_new (GTlsCertificate *certificate, SupportAnswerFunc answer);
void support_answers_free (SupportAnswers *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SupportAnswers, support_answers_free)

void support_answers_give_json (SoupServerMessage *message);

G_END_DECLS
