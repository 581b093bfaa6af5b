package dev.rollcall.server.scim;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.rollcall.core.read.sql.Position;
import dev.rollcall.core.secret.Keys;
import dev.rollcall.scim.ScimJson;
import dev.rollcall.scim.error.ScimError;
import dev.rollcall.scim.error.ScimException;
import dev.rollcall.scim.error.ScimType;
import dev.rollcall.scim.message.ScimRequest.Query;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.ProviderException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * The cursors of RFC 9865: a position in a list, sealed with AES-GCM under a key of the directory. No node remembers them, and any
 * node with the same secret reads them. The seal binds a cursor to every part of the query except {@code count}: for another list
 * it counts as forged. A cursor gives no access: each page is authenticated on its own.
 */
public final class Cursors {

    private static final int NONCE = 12;
    private static final int TAG_BITS = 128;
    private static final int NO_COUNT = -1;
    private static final String HMAC = "HmacSHA256";

    private final Keys secrets;
    private final Duration timeout;
    private final InstantSource time;
    private final SecureRandom random = new SecureRandom();

    /**
     * Makes one.
     *
     * @param secrets the keys that the directories' keys are derived from
     * @param timeout how long a cursor can be used
     */
    public Cursors(Keys secrets, Duration timeout, InstantSource time) {
        this.secrets = secrets;
        this.timeout = timeout;
        this.time = time;
    }

    /** The cursor of a position, for a client that then sends the same query; only unreserved characters of RFC 3986. */
    String seal(UUID directoryId, List<Query> queries, Position position) {
        byte[] key = position.key() == null ? null : position.key().getBytes(StandardCharsets.UTF_8);
        ByteBuffer plain = ByteBuffer.allocate(8 + 4 + 8 + 16 + 1 + (key == null ? 0 : key.length))
                .putLong(time.instant().plus(timeout).getEpochSecond())
                .putInt(count(queries))
                .putLong(position.total())
                .putLong(position.id().getMostSignificantBits())
                .putLong(position.id().getLeastSignificantBits())
                .put((byte) (key == null ? 0 : 1));
        if (key != null) {
            plain.put(key);
        }
        byte[] nonce = new byte[NONCE];
        random.nextBytes(nonce);
        try {
            byte[] sealed = cipher(Cipher.ENCRYPT_MODE, secrets.current(), directoryId, queries, nonce)
                    .doFinal(plain.array());
            byte[] cursor = ByteBuffer.allocate(NONCE + sealed.length)
                    .put(nonce)
                    .put(sealed)
                    .array();
            return Base64.getUrlEncoder().withoutPadding().encodeToString(cursor);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java cannot seal with AES-GCM", e);
        }
    }

    /**
     * The position that a cursor stands for.
     *
     * @throws ScimException 400 invalidCursor: not one of this directory's for this query; expiredCursor; invalidCount: the count
     *     is another than the first page's
     */
    Position open(UUID directoryId, List<Query> queries, String cursor) {
        ByteBuffer plain = unseal(directoryId, queries, cursor);
        long expires = plain.getLong();
        if (time.instant().getEpochSecond() >= expires) {
            throw ScimError.badRequest(
                            ScimType.EXPIRED_CURSOR,
                            "The cursor is older than " + timeout.toSeconds()
                                    + " seconds. Begin the list again with an empty cursor.")
                    .exception();
        }
        if (plain.getInt() != count(queries)) {
            throw ScimError.badRequest(
                            ScimType.INVALID_COUNT,
                            "The count differs from that of the list's first page. Send the same count, or begin the"
                                    + " list again with an empty cursor.")
                    .exception();
        }
        long total = plain.getLong();
        UUID id = new UUID(plain.getLong(), plain.getLong());
        String key = plain.get() == 0
                ? null
                : StandardCharsets.UTF_8.decode(plain.slice()).toString();
        return new Position(key, id, total);
    }

    /** With whichever of the keys it was sealed. */
    private ByteBuffer unseal(UUID directoryId, List<Query> queries, String cursor) {
        for (Keys.Key secret : secrets.all()) {
            try {
                ByteBuffer bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(cursor));
                byte[] nonce = new byte[NONCE];
                bytes.get(nonce);
                byte[] sealed = new byte[bytes.remaining()];
                bytes.get(sealed);
                return ByteBuffer.wrap(cipher(Cipher.DECRYPT_MODE, secret, directoryId, queries, nonce)
                        .doFinal(sealed));
            } catch (IllegalArgumentException
                    | BufferUnderflowException
                    | GeneralSecurityException
                    | ProviderException e) {
                // Another one of the keys, or none. A seal that is too short for a tag is a ProviderException.
            }
        }
        throw invalid();
    }

    private static ScimException invalid() {
        return ScimError.badRequest(
                        ScimType.INVALID_CURSOR,
                        "The cursor does not belong to this list. Send nextCursor as it was received, to the same "
                                + "endpoint"
                                + " and with the same parameters, or begin the list again with an empty cursor.")
                .exception();
    }

    private static Cipher cipher(int mode, Keys.Key secret, UUID directoryId, List<Query> queries, byte[] nonce)
            throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key(secret, directoryId), new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(ScimJson.write(bound(queries)));
        return cipher;
    }

    /** A key for each directory: random nonces last for 2^32 cursors of one key. */
    private static SecretKeySpec key(Keys.Key secret, UUID directoryId) throws GeneralSecurityException {
        Mac mac = Mac.getInstance(HMAC);
        mac.init(new SecretKeySpec(secret.bytes(), HMAC));
        return new SecretKeySpec(mac.doFinal(directoryId.toString().getBytes(StandardCharsets.US_ASCII)), "AES");
    }

    /** All of the query that a cursor belongs to. */
    private static ArrayNode bound(List<Query> queries) {
        ArrayNode bound = JsonNodeFactory.instance.arrayNode();
        for (Query query : queries) {
            bound.add(query.type().endpoint())
                    .add(query.filter() == null ? null : query.filter().print())
                    .add(query.sort() == null ? null : query.sort().toString())
                    .add(query.projection().toString());
        }
        return bound;
    }

    private static int count(List<Query> queries) {
        @Nullable Integer count = queries.get(0).count();
        return count == null ? NO_COUNT : count;
    }
}
