package dev.rollcall.scim.message;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Writes and compares entity tags (RFC 7644 section 3.14): weak ones, made from the resource's version. HTTP would have If-Match
 * compare strongly, which no weak tag survives; SCIM's own examples send weak ones, so only the part in quotes is compared.
 */
public final class ETags {

    /** An entity tag; without quotes, as some clients send it, everything up to a comma or space. */
    private static final Pattern TAG = Pattern.compile("(?:W/)?(?:\"([^\"]*)\"|([^\",\\s]+))");

    private ETags() {}

    /** The tag of a version, for the header and for {@code meta.version}. */
    public static String weak(long version) {
        return "W/\"" + version + "\"";
    }

    /** Whether the value of an If-Match or If-None-Match header, a list of tags or {@code *}, names this version. */
    public static boolean matches(String header, long version) {
        if (header.strip().equals("*")) {
            return true;
        }
        String wanted = Long.toString(version);
        Matcher tag = TAG.matcher(header);
        while (tag.find()) {
            if (wanted.equals(tag.group(1)) || wanted.equals(tag.group(2))) {
                return true;
            }
        }
        return false;
    }
}
