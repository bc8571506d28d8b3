#pragma once

#include "munja-archive.h"
#include "munja-picture-view.h"

G_BEGIN_DECLS

void munja_sent_picture_show (MunjaPictureView *view,
                              MunjaArchive *archive,
                              MunjaSending *sending,
                              GCancellable *cancellable);

G_END_DECLS
