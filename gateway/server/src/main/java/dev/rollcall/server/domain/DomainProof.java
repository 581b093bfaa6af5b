package dev.rollcall.server.domain;

import dev.rollcall.server.domain.TxtLookup.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The TXT record that proves a domain, with the check whether DNS answers contain it. The record belongs below the label
 * {@code _rollcall}, where it disturbs no other record; at the domain itself it is accepted too, for DNS consoles that refuse an
 * underscore.
 *
 * @param domain in its ASCII form
 * @param token the random part of the value
 */
public record DomainProof(String domain, String token) {

    private static final String LABEL = "_rollcall.";
    private static final String KEY = "rollcall-verification=";

    /** Where the record is best set. */
    public String recordName() {
        return LABEL + domain;
    }

    /** What it holds. */
    public String recordValue() {
        return KEY + token;
    }

    /** Where it is looked for, in this order. */
    List<String> names() {
        return List.of(recordName(), domain);
    }

    /** Where it stands when a DNS console appended the domain to a name that had it already. */
    String doubledName() {
        return recordName() + "." + domain;
    }

    /**
     * Whether the record is among the strings. A record may have its value in several strings, which are one text (RFC 7208
     * section 3.3 for SPF, and the habit everywhere); and some consoles keep the quotes that an administrator typed.
     */
    boolean isIn(List<String> texts) {
        for (int from = 0; from < texts.size(); from++) {
            StringBuilder joined = new StringBuilder();
            for (int to = from;
                    to < texts.size() && joined.length() <= recordValue().length() + 2;
                    to++) {
                joined.append(texts.get(to));
                if (bare(joined.toString()).equals(recordValue())) {
                    return true;
                }
            }
        }
        return false;
    }

    private static String bare(String text) {
        String stripped = text.strip();
        boolean isQuoted = stripped.length() > 1 && stripped.startsWith("\"") && stripped.endsWith("\"");
        return isQuoted ? stripped.substring(1, stripped.length() - 1) : stripped;
    }

    /** What these look-ups, which did not find the record, mean for who has to set it. */
    String explain(List<TxtLookup> lookups) {
        List<String> sentences = new ArrayList<>();
        lookups.forEach(lookup -> sentences.add(sentence(lookup)));
        Optional<TxtLookup> unclear =
                lookups.stream().filter(lookup -> !lookup.isDefinite()).findFirst();
        boolean doubled = lookups.stream().anyMatch(lookup -> isDoubled(lookup) && isIn(lookup.texts()));
        if (doubled) {
            sentences.add("The DNS console appends " + domain + " automatically: enter only _rollcall as the name.");
        } else if (unclear.isPresent()) {
            sentences.add(hint(unclear.get()));
        } else {
            sentences.add("Set a TXT record " + recordName() + " with the value " + recordValue()
                    + ". A new record may take as long as the zone's time to live (TTL) to become visible.");
        }
        return String.join(" ", sentences);
    }

    private boolean isDoubled(TxtLookup lookup) {
        return lookup.name().equals(doubledName());
    }

    private String sentence(TxtLookup lookup) {
        String name = lookup.name();
        return switch (lookup.answer()) {
            case RECORDS -> isIn(lookup.texts()) ? name + " has the record." : others(lookup);
            case NO_RECORD -> name + " has no TXT record.";
            case NO_SUCH_NAME -> name + " does not exist (NXDOMAIN).";
            case FAILED ->
                "The resolver " + lookup.resolver() + " could not look up " + name + " (" + lookup.detail() + ").";
            case NO_ANSWER ->
                "The resolver " + lookup.resolver() + " did not respond about " + name + " (" + lookup.detail() + ").";
        };
    }

    private static String others(TxtLookup lookup) {
        boolean isOtherToken =
                lookup.texts().stream().anyMatch(text -> bare(text).startsWith(KEY));
        return lookup.name()
                + (isOtherToken
                        ? " has a record " + KEY
                                + "... with another token, such as that of an earlier claim or of another"
                                + " organisation."
                        : " has TXT records, none of which begins with " + KEY + ".");
    }

    private static String hint(TxtLookup unclear) {
        return unclear.answer() == Answer.FAILED
                ? "This proves nothing either way: the domain's name servers do not respond, or their signatures"
                        + " (DNSSEC) are wrong."
                : "This proves nothing either way: set dns.resolver to a resolver that this gateway can reach.";
    }
}
