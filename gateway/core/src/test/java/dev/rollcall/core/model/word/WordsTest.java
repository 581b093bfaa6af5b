package dev.rollcall.core.model.word;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rollcall.core.model.EventType;
import dev.rollcall.core.model.EventType.Subject;
import dev.rollcall.core.model.Exclusion;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class WordsTest {

    /** Events of a member that never come with a change of the seat. */
    private static final Set<EventType> WITHOUT_SEAT =
            Set.of(EventType.MEMBER_AWAITS_ADDRESS, EventType.MEMBER_REPLACED);

    @Test
    void everyActionHasAWordOfItsOwn() {
        assertThat(AuditAction.words()).doesNotHaveDuplicates().hasSameSizeAs(AuditAction.values());
        assertThat(AuditAction.values())
                .allSatisfy(action ->
                        assertThat(action.word()).isEqualTo(action.name().toLowerCase(Locale.ROOT)))
                .allSatisfy(action -> assertThat(action.meaning()).matches("[A-Z].*\\."));
    }

    @Test
    void everyEventThatMayTakeOrFreeASeatIsACause() {
        assertThat(Stream.of(EventType.values())
                        .filter(type -> type.subject() == Subject.MEMBER && !WITHOUT_SEAT.contains(type)))
                .allSatisfy(type -> assertThat(LedgerCause.of(type).word()).isEqualTo(type.word()));
        assertThatThrownBy(() -> LedgerCause.of(EventType.DOMAIN_CLAIMED)).hasMessageContaining("domain.claimed");
    }

    @Test
    void everyCauseIsReadAsItIsWritten() {
        assertThat(LedgerCause.values())
                .allSatisfy(cause -> assertThat(LedgerCause.of(cause.word())).isSameAs(cause))
                .allSatisfy(cause -> assertThat(cause.meaning()).matches("[A-Z].*\\."));
    }

    @Test
    void everyReasonOfAHoldIsReadAsItIsWritten() {
        assertThat(HoldReason.all())
                .allSatisfy(reason -> assertThat(HoldReason.of(reason.word())).isEqualTo(reason))
                .extracting(HoldReason::word)
                .doesNotHaveDuplicates()
                .contains(Exclusion.SEAT_REFUSED.word(), "inactive", "role");
        assertThatThrownBy(() -> HoldReason.of("whim")).hasMessageContaining("whim");
    }
}
