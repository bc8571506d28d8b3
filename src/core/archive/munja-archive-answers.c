#include "config.h"

#include "munja-archive-answers.h"

/**
 * munja_repeats_free:
 * @self: (nullable) (transfer full): who got a text already
 */
void
munja_repeats_free (MunjaRepeats *self)
{
  if (self == NULL)
    return;
  g_array_unref (self->positions);
  g_free (self);
}
