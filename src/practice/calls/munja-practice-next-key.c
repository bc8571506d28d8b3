#include "config.h"

#include "munja-practice-next-key.h"

#include "munja-practice-builder.h"

/**
 * munja_practice_add_next_key:
 * @self: the service
 * @key: (nullable): id of the next page's first item, %NULL if there is none
 * @builder: inside an object
 *
 * Adds where the next page of a list begins; there may be nothing at all on the last one.
 *
 * - Source: contract, section 14, "Lists".
 */
void
munja_practice_add_next_key (const MunjaPractice *self, const char *key, JsonBuilder *builder)
{
  if (key != NULL || !self->options.omit_next_key)
    munja_practice_builder_add_text (builder, "nextKey", key);
}
