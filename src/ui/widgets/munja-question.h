#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/*
 * Questions where a wrong answer could not be taken back, so that the harmless answer is the one at
 * hand: a key that was meant for the window below gives that one.
 */

AdwMessageDialog *munja_question_new (GtkWindow *parent,
                                      const char *heading,
                                      const char *body,
                                      const char *no,
                                      const char *no_label);

G_END_DECLS
