#pragma once

#include <glib-object.h>

#include "munja-text.h"

G_BEGIN_DECLS

/**
 * MunjaTypeChoice:
 * @MUNJA_TYPE_CHOICE_AUTO: whatever the text makes of it
 * @MUNJA_TYPE_CHOICE_SMS: an SMS, and nothing dearer: a text that is too long for it is not sent
 * @MUNJA_TYPE_CHOICE_LMS: an LMS, however short it is
 *
 * What a person wants a message to go out as. A picture makes it an MMS, whatever is chosen here.
 * The numbers are kept in files, so that new choices go to the end.
 */
typedef enum {
  MUNJA_TYPE_CHOICE_AUTO,
  MUNJA_TYPE_CHOICE_SMS,
  MUNJA_TYPE_CHOICE_LMS,
} MunjaTypeChoice;

MunjaMessageType munja_type_choice_resolve (MunjaTypeChoice choice,
                                            gsize bytes,
                                            gboolean has_subject,
                                            gboolean has_picture);

/**
 * MunjaContent:
 * @subject: as it was typed, "" without one
 * @text: as it was typed, merge fields included; without the lines that an advertisement gets
 * @type: what it is to go out as
 * @picture: (nullable): the picture as it is sent, a JPEG
 * @is_advertisement: whether it gets the lines that the law asks for in an advertisement
 * @is_information: whether the person said that it is no advertisement; with neither of the two
 * that is still to be said
 * @ad_sender: who advertises, as it was typed
 * @ad_opt_out: the free number to opt out at, as it was typed
 * @night_consent: whether those who get it agreed to advertisements at night
 *
 * What a message says, as the person wrote it and may not have finished it. It is what drafts and
 * templates keep.
 */
typedef struct {
  char *subject;
  char *text;
  MunjaTypeChoice type;
  GBytes *picture;
  gboolean is_advertisement;
  gboolean is_information;
  char *ad_sender;
  char *ad_opt_out;
  gboolean night_consent;
} MunjaContent;

#define MUNJA_TYPE_CONTENT munja_content_get_type ()
GType munja_content_get_type (void);

MunjaContent *munja_content_new (void);
MunjaContent *munja_content_copy (const MunjaContent *self);
void munja_content_free (MunjaContent *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MunjaContent, munja_content_free)

gboolean munja_content_equal (const MunjaContent *self, const MunjaContent *other);
gboolean munja_content_is_empty (const MunjaContent *self);
gboolean munja_content_is_same_picture (GBytes *one, GBytes *other);

G_END_DECLS
