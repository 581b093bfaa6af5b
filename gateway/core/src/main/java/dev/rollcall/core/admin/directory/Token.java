package dev.rollcall.core.admin.directory;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.SecretKey;

/**
 * A bearer token {@code rc_<prefix>_<secret>}: the prefix is public and finds the row, the secret is 256 random bits. What is
 * stored is an HMAC-SHA256 over the whole token. A fast hash is enough: nobody can guess 256 bits, and the key, which is not in
 * the database, makes a stolen table worthless.
 *
 * @param prefix 12 letters and digits
 * @param text the whole token; a secret
 */
record Token(String prefix, String text) {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final String LETTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final int PREFIX_LENGTH = 12;
    private static final int SECRET_BYTES = 32;
    private static final Pattern FORM = Pattern.compile("rc_([0-9A-Za-z]{12})_[0-9A-Za-z_-]{43}");

    static Token random() {
        StringBuilder prefix = new StringBuilder(PREFIX_LENGTH);
        RANDOM.ints(PREFIX_LENGTH, 0, LETTERS.length()).forEach(i -> prefix.append(LETTERS.charAt(i)));
        byte[] secret = new byte[SECRET_BYTES];
        RANDOM.nextBytes(secret);
        return new Token(
                prefix.toString(),
                "rc_" + prefix + "_" + Base64.getUrlEncoder().withoutPadding().encodeToString(secret));
    }

    /** The token that a client showed, or nothing when it does not even look like one. */
    static Optional<Token> parse(String text) {
        Matcher matcher = FORM.matcher(text);
        return matcher.matches() ? Optional.of(new Token(matcher.group(1), text)) : Optional.empty();
    }

    /** The public part of what may be a token with a mistake in its secret. */
    static Optional<String> prefix(String text) {
        int end = "rc_".length() + PREFIX_LENGTH;
        boolean isLike = text.startsWith("rc_") && text.length() > end && text.charAt(end) == '_';
        return isLike ? Optional.of(text.substring("rc_".length(), end)) : Optional.empty();
    }

    byte[] hash(SecretKey key) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            return mac.doFinal(text.getBytes(StandardCharsets.US_ASCII));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has HmacSHA256", e);
        }
    }

    /** Whether this token is the one of that hash; takes as long for a near miss as for a far one. */
    boolean matches(SecretKey key, byte[] storedHash) {
        return MessageDigest.isEqual(hash(key), storedHash);
    }

    @Override
    public String toString() {
        return "rc_" + prefix + "_...";
    }
}
