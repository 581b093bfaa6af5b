package dev.rollcall.core.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.rollcall.core.model.DomainName.UnfitName;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class DomainNameTest {

    @ParameterizedTest
    @CsvSource({
        "example.com, example.com",
        "' Example.COM. ', example.com",
        "B\u00fccher.example, xn--bcher-kva.example",
        "XN--Bcher-kva.example, xn--bcher-kva.example",
        "\u4f8b\u3002example, xn--fsq.example",
        "example.co.uk, example.co.uk",
        "mail.example.co.uk, mail.example.co.uk",
        "someone.github.io, someone.github.io",
        "github.io, github.io",
        "3m.com, 3m.com"
    })
    void aNameIsReadInItsAsciiForm(String typed, String ascii) {
        assertThat(DomainName.of(typed).ascii()).isEqualTo(ascii);
    }

    @ParameterizedTest
    @CsvSource({
        "ada@example.com, e-mail address",
        "https://example.com/, URL",
        "*.example.com, Wildcards",
        "192.0.2.1, IP address",
        "2001:db8::1, IP address",
        "[2001:db8::1], IP address",
        "com, top-level",
        "localhost, top-level",
        "co.uk, registry",
        "com.au, registry",
        "\u516c\u53f8.cn, registry",
        "stra\u00dfe.de, xn--",
        "example..com, is not a domain name",
        "-example.com, is not a domain name",
        "exa mple.com, is not a domain name",
        "ex_ample.com, is not a domain name",
        "example.1a, is not a domain name",
        "'', is not a domain name"
    })
    void whatNobodyCanOwnIsRefusedWithAReason(String typed, String reason) {
        assertThatExceptionOfType(UnfitName.class)
                .isThrownBy(() -> DomainName.of(typed))
                .satisfies(refused -> assertThat(refused.detail()).contains(reason));
    }

    @ParameterizedTest
    @ValueSource(ints = {64, 250})
    void labelsAndNamesHaveALongestForm(int length) {
        String name = ("a".repeat(length == 250 ? 60 : length) + ".").repeat(length == 250 ? 4 : 1) + "com";

        assertThatExceptionOfType(UnfitName.class).isThrownBy(() -> DomainName.of(name));
    }

    /** H5: each of these took seconds, or the whole stack, before the length was looked at. */
    @ParameterizedTest
    @ValueSource(strings = {":", "1.", "a.", "-", "\u00e4", "[:", "a@", "1:"})
    void aLongNameCostsNoMoreThanItsLength(String piece) {
        String text = piece.repeat(1_000_000) + "x";
        assertTimeoutPreemptively(Duration.ofSeconds(2), () -> {
            assertThatExceptionOfType(UnfitName.class)
                    .isThrownBy(() -> DomainName.of(text))
                    .satisfies(refused -> assertThat(refused.detail()).hasSizeLessThan(300));
            assertThat(DomainName.ofAddress(text)).isEqualTo(text);
        });
    }

    @Test
    void theDomainOfAnInternationalAddressIsComparedInAsciiToo() {
        assertThat(DomainName.ofAddress("b\u00fccher.example")).isEqualTo("xn--bcher-kva.example");
        assertThat(DomainName.ofAddress("example.com")).isEqualTo("example.com");
        assertThat(DomainName.ofAddress("no domain")).isEqualTo("no domain");
    }
}
