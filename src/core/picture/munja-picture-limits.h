#pragma once

/**
 * MUNJA_PICTURE_MAX_BYTES:
 *
 * What a picture that goes out may have, in bytes and in pixels. Whether the service's 200 KB are
 * 204,800 bytes is not known. Source: contract, section 7, newest row.
 */
#define MUNJA_PICTURE_MAX_BYTES  200000
#define MUNJA_PICTURE_MAX_WIDTH  1500
#define MUNJA_PICTURE_MAX_HEIGHT 1440
