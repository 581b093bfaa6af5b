package dev.rollcall.core.command;

import org.jspecify.annotations.Nullable;

/** Commands about one domain, which is named as an administrator types it. */
public sealed interface OfDomain extends RuleCommand {

    /** What is to be done for this kind of command. */
    <R extends @Nullable Object> R match(Cases<R> cases);

    /** One answer for each kind: a new one is missing everywhere until it is dealt with. */
    interface Cases<R extends @Nullable Object> {
        R claimDomain(ClaimDomain command);

        R verifyDomain(VerifyDomain command);

        R noteDomainRecord(NoteDomainRecord command);

        R releaseDomain(ReleaseDomain command);
    }

    @Override
    default <R extends @Nullable Object> R match(RuleCommand.Cases<R> cases) {
        return cases.ofDomain(this);
    }

    String name();

    /**
     * The organisation has claimed a domain and has yet to prove it. Done twice, nothing happens.
     *
     * @param token what its DNS record is to hold, unless it has one already
     */
    record ClaimDomain(String name, String token) implements OfDomain {
        @Override
        public <R extends @Nullable Object> R match(OfDomain.Cases<R> cases) {
            return cases.claimDomain(this);
        }
    }

    /** A domain is the organisation's own: proved by DNS, or attested by the operator. */
    record VerifyDomain(String name, boolean attested) implements OfDomain {
        @Override
        public <R extends @Nullable Object> R match(OfDomain.Cases<R> cases) {
            return cases.verifyDomain(this);
        }
    }

    /** The DNS record of a verified domain is gone, or back; concerns nobody, but is told. */
    record NoteDomainRecord(String name, boolean present) implements OfDomain {
        @Override
        public <R extends @Nullable Object> R match(OfDomain.Cases<R> cases) {
            return cases.noteDomainRecord(this);
        }
    }

    /** The organisation gives up a domain; its people are of an unverified domain from then on. */
    record ReleaseDomain(String name) implements OfDomain {
        @Override
        public <R extends @Nullable Object> R match(OfDomain.Cases<R> cases) {
            return cases.releaseDomain(this);
        }
    }
}
