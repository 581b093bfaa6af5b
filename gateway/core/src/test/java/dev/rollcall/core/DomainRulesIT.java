package dev.rollcall.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.core.command.OfDomain.ClaimDomain;
import dev.rollcall.core.command.OfDomain.NoteDomainRecord;
import dev.rollcall.core.command.OfDomain.ReleaseDomain;
import dev.rollcall.core.command.OfDomain.VerifyDomain;
import dev.rollcall.core.command.RuleOutcome;
import dev.rollcall.core.command.RuleOutcome.Refusal;
import dev.rollcall.scim.schema.CoreTypes;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Domains are claimed, proved and released through the organisation's lane (R2, R13). */
final class DomainRulesIT {

    private final RulesHouse rules = new RulesHouse();
    private final UUID directory = rules.house.directory();

    @AfterEach
    void close() {
        rules.assertConsistent();
        rules.close();
    }

    @Test
    void aProvedDomainLetsItsPeopleInAndAReleasedOneTakesThemOut() {
        rules.house.create(directory, CoreTypes.USER, "{\"userName\":\"ada@b\u00fccher.example\"}");
        assertThat(rules.members()).isEmpty();

        rules.done(new ClaimDomain("B\u00fccher.example", "token"));
        assertThat(rules.members()).isEmpty();
        rules.foreseen(new VerifyDomain("B\u00fccher.example", false));
        assertThat(rules.members()).containsExactly("ada member active true");

        rules.foreseen(new ReleaseDomain("xn--bcher-kva.example"));
        assertThat(rules.members()).noneMatch(member -> member.contains("active"));
        assertThat(rules.events()).contains("domain.verified", "domain.released");
    }

    @Test
    void aClaimKeepsTheTokenThatWasSetInDns() {
        rules.done(new ClaimDomain("claimed.example", "first"));
        rules.done(new ClaimDomain("claimed.example", "second"));

        assertThat(rules.house.sql("SELECT token, verified_at FROM domain WHERE name = 'claimed.example'"))
                .containsExactly("first null");
    }

    @Test
    void aClaimIsGivenUpWithoutALookAtAnybody() {
        rules.done(new ClaimDomain("claimed.example", "token"));

        assertThat(rules.done(new ReleaseDomain("claimed.example")).impact().lines())
                .isEmpty();
        assertThat(rules.refused(new ReleaseDomain("claimed.example")).refusal())
                .isEqualTo(Refusal.NOT_FOUND);
        assertThat(rules.events()).containsExactly("domain.claimed", "domain.released");
    }

    @Test
    void aDomainBelongsToOneOrganisation() {
        UUID other = House.newId();
        rules.house.organization(other, "other.example");

        List.of(new ClaimDomain("other.example", "token"), new VerifyDomain("OTHER.example", true))
                .forEach(command -> {
                    RuleOutcome.Refused refused = rules.refused(command);
                    assertThat(refused.refusal()).isEqualTo(Refusal.DOMAIN_TAKEN);
                    assertThat(refused.detail()).contains("other.example").doesNotContain(other.toString());
                });
    }

    @Test
    void ofTwoThatProveADomainInTheSameInstantOneHasIt() {
        UUID other = House.newId();
        rules.house.organization(other, "other.example");
        List<RuleOutcome> outcomes = List.of(
                        rules.house.provisioning.apply(rules.admin(), new VerifyDomain("both.example", false)),
                        rules.house.provisioning.apply(
                                RulesHouse.admin(other), new VerifyDomain("both.example", false)))
                .stream()
                .map(House::await)
                .toList();

        assertThat(outcomes).hasAtLeastOneElementOfType(RuleOutcome.Done.class);
        assertThat(outcomes)
                .filteredOn(RuleOutcome.Refused.class::isInstance)
                .singleElement()
                .satisfies(refused ->
                        assertThat(((RuleOutcome.Refused) refused).refusal()).isEqualTo(Refusal.DOMAIN_TAKEN));
    }

    @Test
    void aLostRecordIsToldOnceAndRemovesNobody() {
        rules.done(new VerifyDomain("proved.example", false));
        rules.house.create(directory, CoreTypes.USER, "{\"userName\":\"ada@proved.example\"}");

        rules.done(new NoteDomainRecord("proved.example", false));
        rules.done(new NoteDomainRecord("proved.example", false));
        assertThat(rules.members()).containsExactly("ada member active true");
        rules.house.create(directory, CoreTypes.USER, "{\"userName\":\"ben@proved.example\"}");
        assertThat(rules.members()).hasSize(2);

        rules.done(new NoteDomainRecord("proved.example", true));
        assertThat(rules.events())
                .filteredOn(type -> type.startsWith("domain."))
                .containsExactly("domain.verified", "domain.record_lost", "domain.record_found");
    }

    @Test
    void anAttestedDomainHasNoRecordToLose() {
        rules.done(new NoteDomainRecord("example.com", false));

        assertThat(rules.house.sql("SELECT lost_at FROM domain WHERE name = 'example.com'"))
                .containsExactly("null");
    }

    @Test
    void aNameThatNobodyCanOwnIsRefused() {
        assertThat(rules.refused(new VerifyDomain("co.uk", true)).refusal()).isEqualTo(Refusal.INVALID);
        assertThat(rules.refused(new ClaimDomain("ada@example.com", "token")).detail())
                .contains("after the @");
    }
}
