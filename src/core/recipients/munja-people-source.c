#include "config.h"

#include "munja-people-source.h"

G_DEFINE_INTERFACE (MunjaPeopleSource, munja_people_source, G_TYPE_OBJECT)

static void
munja_people_source_default_init (MunjaPeopleSourceInterface *iface)
{
}

/**
 * munja_people_source_find_async:
 * @self: what people are known from
 * @wanted: a part of a name or number, see munja_completion_get_wanted()
 * @cancellable: (nullable): stops waiting
 * @callback: (scope async): called once, in the caller's main context
 * @user_data: goes to @callback
 *
 * Looks for people. It takes a look of limited length, which need not find all who match.
 */
void
munja_people_source_find_async (MunjaPeopleSource *self,
                                const char *wanted,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  g_return_if_fail (MUNJA_IS_PEOPLE_SOURCE (self));

  MUNJA_PEOPLE_SOURCE_GET_IFACE (self)->find_async (self, wanted, cancellable, callback, user_data);
}

/**
 * munja_people_source_find_finish:
 * @self: what people are known from
 * @result: what the callback got
 * @error: return location
 *
 * Returns: (transfer full) (nullable) (element-type MunjaKnownPerson): the people, each number once
 */
GPtrArray *
munja_people_source_find_finish (MunjaPeopleSource *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (MUNJA_IS_PEOPLE_SOURCE (self), NULL);

  return MUNJA_PEOPLE_SOURCE_GET_IFACE (self)->find_finish (self, result, error);
}
