package dev.rollcall.server.domain;

import dev.rollcall.core.Provisioning;
import dev.rollcall.core.admin.Domain;
import dev.rollcall.core.admin.Domains;
import dev.rollcall.core.command.Actor;
import dev.rollcall.core.command.OfDomain;
import dev.rollcall.core.command.RuleCommand;
import dev.rollcall.core.command.RuleOutcome;
import dev.rollcall.server.guard.DatabaseCircuit;
import io.vertx.core.Future;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Looks up a domain's record, tells the core what that proves, and records what was found and when to look again. */
public final class DomainChecks {

    private final Domains domains;
    private final Provisioning provisioning;
    private final Resolver resolver;
    private final DatabaseCircuit circuit;
    private final Rhythm rhythm;
    private final InstantSource time;

    public DomainChecks(
            Domains domains,
            Provisioning provisioning,
            Resolver resolver,
            DatabaseCircuit circuit,
            Rhythm rhythm,
            InstantSource time) {
        this.domains = domains;
        this.provisioning = provisioning;
        this.resolver = resolver;
        this.circuit = circuit;
        this.rhythm = rhythm;
        this.time = time;
    }

    /**
     * Checks a domain now because an administrator asks. Done when what was found has taken effect and is noted. When it is looked up next
     * stays as it is, unless the domain was proved: nobody is to wait longer for having looked.
     *
     * @param domain one with a token
     * @param actor who asks; of the domain's organisation
     */
    public Future<Void> check(Domain domain, Actor actor) {
        return check(domain, actor, true);
    }

    /** The same for a domain whose turn it is: each time in vain, the next turn is twice as far away. */
    Future<Void> checkInTurn(Domain domain) {
        return check(domain, Actor.gateway(domain.orgId()), false);
    }

    private Future<Void> check(Domain domain, Actor actor, boolean byHand) {
        String token = domain.token();
        if (token == null) {
            return Future.failedFuture(new IllegalArgumentException("a domain without a token has no record"));
        }
        return find(new DomainProof(domain.name(), token)).compose(finding -> conclude(domain, actor, finding, byHand));
    }

    private Future<Finding> find(DomainProof proof) {
        List<String> names = new ArrayList<>(proof.names());
        names.add(proof.doubledName());
        return find(proof, names, new ArrayList<>());
    }

    /** One name after the other until one of them has the record. */
    private Future<Finding> find(DomainProof proof, List<String> names, List<TxtLookup> found) {
        if (names.isEmpty()
                || (!found.isEmpty() && proof.isIn(found.get(found.size() - 1).texts()))) {
            return Future.succeededFuture(Finding.of(proof, told(proof, found)));
        }
        return resolver.txt(names.get(0)).compose(lookup -> {
            found.add(lookup);
            return find(proof, names.subList(1, names.size()), found);
        });
    }

    /** That nobody made this mistake is not worth telling. */
    private static List<TxtLookup> told(DomainProof proof, List<TxtLookup> found) {
        return found.stream()
                .filter(lookup -> !lookup.name().equals(proof.doubledName()) || proof.isIn(lookup.texts()))
                .toList();
    }

    private Future<Void> conclude(Domain domain, Actor actor, Finding finding, boolean byHand) {
        Instant now = time.instant();
        Instant missingSince = missingSince(domain, finding, now);
        RuleCommand command = command(domain, finding, missingSince, now);
        Future<Finding> effective = command == null
                ? Future.succeededFuture(finding)
                : circuit.call(() -> provisioning.apply(actor, command))
                        .map(outcome -> outcome instanceof RuleOutcome.Refused refused
                                ? finding.inVain(refused.detail())
                                : finding);
        return effective.compose(noted -> note(domain, noted, missingSince, now, byHand));
    }

    /** A record that was never there is not missing. */
    private static @Nullable Instant missingSince(Domain domain, Finding finding, Instant now) {
        if (finding.proved() || domain.verified() == null || domain.attested()) {
            return null;
        }
        return domain.missingSince() == null && finding.isDefinitelyMissing() ? now : domain.missingSince();
    }

    private @Nullable RuleCommand command(Domain domain, Finding finding, @Nullable Instant missingSince, Instant now) {
        if (finding.proved()) {
            if (domain.verified() == null || domain.attested()) {
                return new OfDomain.VerifyDomain(domain.name(), false);
            }
            return domain.lost() == null ? null : new OfDomain.NoteDomainRecord(domain.name(), true);
        }
        boolean counts = missingSince != null
                && finding.isDefinitelyMissing()
                && !now.isBefore(missingSince.plus(rhythm.grace()));
        return counts && domain.lost() == null ? new OfDomain.NoteDomainRecord(domain.name(), false) : null;
    }

    private Future<Void> note(
            Domain domain, Finding finding, @Nullable Instant missingSince, Instant now, boolean byHand) {
        boolean isProof = finding.proved() && !finding.inVain();
        if (byHand && !isProof) {
            Domain.Check check = new Domain.Check(now, finding.toJson().toString(), domain.tries());
            return circuit.call(() -> domains.noteCheckOutOfTurn(domain, check, missingSince));
        }
        int tries = isProof ? 0 : domain.tries() + 1;
        boolean isAttested = domain.verified() != null && domain.attested() && !isProof;
        Instant next = isAttested ? null : now.plus(isProof ? rhythm.recheck() : rhythm.after(tries));
        Domain.Check check = new Domain.Check(now, finding.toJson().toString(), tries);
        return circuit.call(() -> domains.noteCheck(domain, check, missingSince, next));
    }
}
