#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * MunjaWaiters:
 *
 * Tasks that wait for one and the same event. A task whose cancellable fires leaves by itself.
 */
typedef struct _MunjaWaiters MunjaWaiters;

MunjaWaiters *munja_waiters_new (void);
void munja_waiters_free (MunjaWaiters *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MunjaWaiters, munja_waiters_free)

void munja_waiters_add (MunjaWaiters *self, GTask *task);
GPtrArray *munja_waiters_take_all (MunjaWaiters *self);

G_END_DECLS
