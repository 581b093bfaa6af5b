package dev.rollcall.core.decide.workspace;

import dev.rollcall.core.model.Claim;
import dev.rollcall.core.model.DomainOwner;
import dev.rollcall.core.model.Exclusion;
import dev.rollcall.core.model.row.ConflictDecision;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Says which organisation an address belongs to, by the domains that organisations have verified (R13, R26). A verified domain
 * covers exactly the addresses whose part after the @ is that domain; addresses of its subdomains are not covered.
 */
public final class Domains {

    private final UUID orgId;
    private final boolean unverifiedToo;
    private final People people;
    private final Map<String, DomainOwner> owners = new HashMap<>();
    private final Map<String, ConflictDecision> decisions = new HashMap<>();

    Domains(Slice slice, People people) {
        this.orgId = slice.organization().id();
        this.unverifiedToo = slice.organization().terms().unverifiedDomains();
        this.people = people;
        slice.domainOwners().forEach(owner -> owners.put(owner.domain(), owner));
        slice.conflictDecisions().forEach(decision -> decisions.put(decision.emailKey(), decision));
    }

    /** Whether the organisation has verified this domain itself. */
    public boolean isOwn(String domain) {
        DomainOwner owner = owners.get(domain);
        return owner != null && owner.orgId().equals(orgId);
    }

    /** Why the domain of an address keeps a directory's user out, or null when it does not. */
    @Nullable
    public Exclusion keepsOut(String emailKey) {
        DomainOwner owner = owners.get(Addresses.domain(emailKey));
        if (owner == null) {
            return unverifiedToo ? null : Exclusion.UNVERIFIED_DOMAIN;
        }
        if (owner.orgId().equals(orgId) || isKept(emailKey, owner)) {
            return null;
        }
        return unverifiedToo && !isOfAnother(emailKey) ? null : Exclusion.DOMAIN_OF_ANOTHER_ORGANIZATION;
    }

    /**
     * Whether another organisation owns the address, so that no user becomes a member here by it. A member who is one already stays
     * until the operator releases the address; whom the operator keeps may also come back.
     */
    public boolean isOfAnother(String emailKey) {
        DomainOwner owner = owners.get(Addresses.domain(emailKey));
        if (owner == null || owner.orgId().equals(orgId)) {
            return false;
        }
        ConflictDecision decision = decision(emailKey, owner);
        if (decision != null) {
            return !decision.keep();
        }
        Claim claim = people.claim(emailKey);
        return claim == null || !claim.orgId().equals(orgId);
    }

    private boolean isKept(String emailKey, DomainOwner owner) {
        ConflictDecision decision = decision(emailKey, owner);
        return decision != null && decision.keep();
    }

    /** A decision is about the owner that there was: it ends when the domain changes hands. */
    private @Nullable ConflictDecision decision(String emailKey, DomainOwner owner) {
        ConflictDecision decision = decisions.get(emailKey);
        return decision == null || decision.decided().isBefore(owner.since()) ? null : decision;
    }
}
