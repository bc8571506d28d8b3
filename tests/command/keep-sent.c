/* Puts messages into an archive, as if they had been sent and had arrived:
 *
 *   keep-sent FILE KEY TEXT [KEY TEXT...]
 */

#include "config.h"

#include "support-archive.h"

int
main (int argc, char **argv)
{
  const SupportPlace place = { .path = argv[1] };
  MunjaArchive *archive = support_archive_open (&place);

  for (int i = 2; i + 1 < argc; i += 2) {
    g_autoptr (MunjaSendingInfo) info = support_archive_new_info (argv[i], (guint)i, argv[i + 1]);
    g_autoptr (GPtrArray) messages = support_archive_new_messages ();
    g_autoptr (MunjaSending) sending = NULL;

    info->is_final = TRUE;
    support_archive_add_message (messages, "01012345678", "")->state = MUNJA_SENT_DELIVERED;
    sending = support_archive_add (archive, info, messages);
  }
  support_archive_close (archive);
  return 0;
}
