/* SPDX-License-Identifier: Apache-2.0
 *
 * barcode/zxing: the only C++ file: ZXing behind a C function. No exception leaves it.
 */
#define ZX_USE_UTF8 1

#include "barcode/zxing.h"

#include <ZXing/ReadBarcode.h>

extern "C" int zxing_read(const uint8_t *grey, int width, int height, int stride,
                          void (*take)(const struct zxing_code *code, void *context), void *context)
{
    try {
        ZXing::ImageView view(grey, width, height, ZXing::ImageFormat::Lum, stride);
        ZXing::DecodeHints hints;
        hints.setTryHarder(true).setTryRotate(true).setMaxNumberOfSymbols(8);
        hints.setEanAddOnSymbol(ZXing::EanAddOnSymbol::Ignore);
        hints.setFormats(ZXing::BarcodeFormat::QRCode | ZXing::BarcodeFormat::DataMatrix |
                         ZXing::BarcodeFormat::PDF417 | ZXing::BarcodeFormat::Code128 |
                         ZXing::BarcodeFormat::Code39);
        int count = 0;
        for (const auto &result : ZXing::ReadBarcodes(view, hints)) {
            if (!result.isValid())
                continue;
            const std::string kind = ZXing::ToString(result.format());
            const std::string text = result.text();
            struct zxing_code code = {};
            code.kind = kind.c_str();
            code.bytes = result.bytes().data();
            code.length = result.bytes().size();
            code.text = text.c_str();
            for (int i = 0; i < 4; i++) {
                code.corners[2 * i] = result.position()[i].x;
                code.corners[2 * i + 1] = result.position()[i].y;
            }
            take(&code, context);
            count++;
        }
        return count;
    } catch (...) {
        return -1;
    }
}
