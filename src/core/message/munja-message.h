#pragma once

#include "munja-content.h"
#include "munja-night.h"
#include "munja-template.h"

G_BEGIN_DECLS

/**
 * MunjaWritten:
 * @subject: (nullable): one line of normalised UTF-8, %NULL for none
 * @text: normalised UTF-8, with the lines of an advertisement; a template where it goes with
 * columns
 * @type_choice: what the person wanted it to go out as
 * @advertising: what it is to the law
 *
 * What a row of a file has of a message, which is everything but its picture. The row owns the
 * texts.
 */
typedef struct {
  char *subject;
  char *text;
  MunjaTypeChoice type_choice;
  MunjaAdvertising advertising;
} MunjaWritten;

/**
 * MunjaMessage:
 * @subject: (nullable): one line of normalised UTF-8, %NULL for none
 * @text: normalised UTF-8, with the lines of an advertisement
 * @type: what it is to go out as
 * @picture: (nullable): a JPEG as munja_picture_convert_async() makes it, which makes it an MMS
 * @advertising: what it is to the law
 * @parts: the subject and the text, taken apart at their merge fields
 *
 * What goes to everybody, before anything is put into its fields. It does not change, and can be
 * read from any thread.
 */
typedef struct {
  char *subject;
  char *text;
  MunjaTypeChoice type;
  GBytes *picture;
  MunjaAdvertising advertising;
  MunjaTemplate *parts;

  /*< private >*/
  gatomicrefcount references;
} MunjaMessage;

MunjaMessage *munja_message_new (const char *subject,
                                 const char *text,
                                 MunjaTypeChoice type,
                                 GBytes *picture,
                                 MunjaAdvertising advertising);
MunjaMessage *munja_message_new_from_written (const MunjaWritten *written, GBytes *picture);
MunjaMessage *munja_message_new_from_content (const MunjaContent *content);
MunjaMessage *munja_message_new_for_text (const char *text);
MunjaMessage *munja_message_ref (MunjaMessage *self);
void munja_message_unref (MunjaMessage *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MunjaMessage, munja_message_unref)

gboolean munja_message_equal (const MunjaMessage *self, const MunjaMessage *other);
const char *const *munja_message_get_fields (const MunjaMessage *self);
MunjaMessageType munja_message_get_type (const MunjaMessage *self);
MunjaContent *munja_message_dup_content (const MunjaMessage *self);

G_END_DECLS
