package dev.rollcall.server.http;

import dev.rollcall.scim.error.ScimError;
import dev.rollcall.scim.error.ScimException;
import dev.rollcall.scim.error.ScimType;
import io.vertx.core.buffer.Buffer;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Finds out the charset of a body and converts it to UTF-8. */
final class Charsets {

    private static final Pattern PARAMETER = Pattern.compile("(?i);\\s*charset\\s*=\\s*\"?([^\";\\s]*)\"?");

    private Charsets() {}

    /**
     * The body in UTF-8; the very same when it is that already. Without a declaration JSON in UTF-16 and UTF-32 is left as it is,
     * since a reader of JSON knows them by their first bytes.
     *
     * @throws ScimException 415 for a charset that is not known, 400 for bytes that are none of the declared one
     */
    static Buffer inUtf8(Buffer body, @Nullable String contentType) {
        Matcher declared = PARAMETER.matcher(contentType == null ? "" : contentType);
        boolean isDeclared = declared.find() && !declared.group(1).isEmpty();
        Charset charset = isDeclared ? charset(declared.group(1)) : StandardCharsets.UTF_8;
        if (!isDeclared && isWide(body)) {
            return body;
        }
        // ASCII is UTF-8; what is sent under its name beyond it is nearly always UTF-8 too.
        boolean isUtf8 = charset.equals(StandardCharsets.UTF_8) || charset.equals(StandardCharsets.US_ASCII);
        String text = text(body, isUtf8 ? StandardCharsets.UTF_8 : charset, isDeclared);
        return isUtf8 ? body : Buffer.buffer(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Whether it begins as JSON does in UTF-16 or UTF-32: with a byte order mark, or a zero in each of its first characters. */
    private static boolean isWide(Buffer body) {
        if (body.length() < 2) {
            return false;
        }
        int first = body.getUnsignedByte(0);
        int second = body.getUnsignedByte(1);
        return first == 0 || second == 0 || (first >= 0xFE && second >= 0xFE);
    }

    private static String text(Buffer body, Charset charset, boolean isDeclared) {
        try {
            return charset.newDecoder().decode(ByteBuffer.wrap(body.getBytes())).toString();
        } catch (CharacterCodingException e) {
            throw ScimError.badRequest(
                            ScimType.INVALID_SYNTAX,
                            "The body is not valid " + charset.name()
                                    + (isDeclared ? ", although it is declared as such." : ".")
                                    + " Send JSON in UTF-8, or name its charset in Content-Type.")
                    .exception();
        }
    }

    private static Charset charset(String name) {
        try {
            return Charset.forName(name);
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            throw ScimError.of(415, "The charset that Content-Type names is not supported. Send JSON in UTF-8.")
                    .exception();
        }
    }
}
