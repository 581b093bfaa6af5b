package dev.rollcall.core.decide.plan;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.core.command.OfDomain;
import dev.rollcall.core.command.OfDomain.ClaimDomain;
import dev.rollcall.core.command.OfDomain.NoteDomainRecord;
import dev.rollcall.core.command.OfDomain.ReleaseDomain;
import dev.rollcall.core.command.OfDomain.VerifyDomain;
import dev.rollcall.core.command.RuleOutcome.Refusal;
import dev.rollcall.core.model.DomainName;
import dev.rollcall.core.model.EventType;
import dev.rollcall.core.model.Exclusion;
import dev.rollcall.core.model.row.DomainRow;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Edits which domains are an organisation's own (R2). Whether a domain already belongs to another organisation is found out by the
 * store.
 */
public final class DomainEdits {

    private final RuleContext context;

    DomainEdits(RuleContext context) {
        this.context = context;
    }

    /** The name of a command's domain in its ASCII form; as it was typed when it has none. */
    public static String ascii(OfDomain command) {
        try {
            return DomainName.of(command.name()).ascii();
        } catch (DomainName.UnfitName e) {
            return command.name();
        }
    }

    Plan plan(OfDomain command) {
        String name;
        try {
            name = DomainName.of(command.name()).ascii();
        } catch (DomainName.UnfitName e) {
            return Plan.refused(Refusal.INVALID, e.detail());
        }
        return command.match(new Kinds(name));
    }

    private final class Kinds implements OfDomain.Cases<Plan> {

        private final String name;
        private final @Nullable DomainRow domain;

        Kinds(String name) {
            this.name = name;
            this.domain = context.domain(name);
        }

        @Override
        public Plan claimDomain(ClaimDomain command) {
            return Plan.of(new Configuration.DomainClaimed(name, command.token()));
        }

        @Override
        public Plan verifyDomain(VerifyDomain command) {
            return verify(name, domain, command.attested());
        }

        @Override
        public Plan noteDomainRecord(NoteDomainRecord command) {
            return domain == null ? unknown() : noteRecord(domain, command.present());
        }

        @Override
        public Plan releaseDomain(ReleaseDomain command) {
            return domain == null ? unknown() : release(domain);
        }

        private Plan unknown() {
            return Plan.refused(Refusal.NOT_FOUND, "The organisation has no domain \"" + name + "\".");
        }
    }

    private Plan verify(String name, @Nullable DomainRow domain, boolean attested) {
        Configuration verified = new Configuration.DomainVerified(name, attested);
        if (domain != null && domain.verified()) {
            return Plan.of(verified);
        }
        return Plan.of(
                verified,
                told(EventType.DOMAIN_VERIFIED, name, "verified", attested ? "attested" : "dns"),
                new Work.SettleWaiting(Exclusion.Wake.DOMAINS));
    }

    private Plan noteRecord(DomainRow domain, boolean present) {
        if (!domain.verified() || !domain.byRecord() || domain.lost() != present) {
            return Plan.of();
        }
        return Plan.of(
                new Configuration.DomainRecord(domain.name(), present),
                present
                        ? told(EventType.DOMAIN_RECORD_FOUND, domain.name(), "verified", "record_found")
                        : told(EventType.DOMAIN_RECORD_LOST, domain.name(), "record_lost", "record_missing"));
    }

    /** Nobody's standing depends on a domain that is only claimed. */
    private Plan release(DomainRow domain) {
        List<Work> work = new ArrayList<>();
        if (domain.verified()) {
            work.addAll(context.everybody());
        }
        return Plan.of(List.of(new Configuration.DomainReleased(domain.name())), work);
    }

    private Work told(EventType type, String name, String state, String reason) {
        ObjectNode data = JsonNodeFactory.instance
                .objectNode()
                .put("domain", name)
                .put("state", state)
                .put("reason", reason);
        return new Work.Step(new WorkChunk.Announce(type, context.organization().id(), null, data));
    }
}
