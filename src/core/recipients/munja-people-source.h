#pragma once

#include <gio/gio.h>

#include "munja-known-person.h"

G_BEGIN_DECLS

#define MUNJA_TYPE_PEOPLE_SOURCE munja_people_source_get_type ()
G_DECLARE_INTERFACE (MunjaPeopleSource, munja_people_source, MUNJA, PEOPLE_SOURCE, GObject)

/**
 * MunjaPeopleSourceInterface:
 * @find_async: see munja_people_source_find_async()
 * @find_finish: see munja_people_source_find_finish()
 *
 * Something that people are known from.
 */
struct _MunjaPeopleSourceInterface {
  GTypeInterface parent_interface;

  void (*find_async) (MunjaPeopleSource *self,
                      const char *wanted,
                      GCancellable *cancellable,
                      GAsyncReadyCallback callback,
                      gpointer user_data);
  GPtrArray *(*find_finish) (MunjaPeopleSource *self, GAsyncResult *result, GError **error);
};

void munja_people_source_find_async (MunjaPeopleSource *self,
                                     const char *wanted,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);
GPtrArray *
munja_people_source_find_finish (MunjaPeopleSource *self, GAsyncResult *result, GError **error);

G_END_DECLS
