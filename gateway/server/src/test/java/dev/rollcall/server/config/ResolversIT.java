package dev.rollcall.server.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ResolversIT {

    @ParameterizedTest
    @CsvSource({
        "192.0.2.53, 192.0.2.53, 53",
        "192.0.2.53:5353, 192.0.2.53, 5353",
        "2001:db8::53, 2001:db8:0:0:0:0:0:53, 53",
        "[2001:db8::53]:5353, 2001:db8:0:0:0:0:0:53, 5353"
    })
    void anAddressMayHaveAPort(String text, String address, int port) {
        assertThat(Resolvers.parse(text))
                .hasValueSatisfying(all -> assertThat(all).singleElement().satisfies(one -> {
                    assertThat(one.getAddress().getHostAddress()).isEqualTo(address);
                    assertThat(one.getPort()).isEqualTo(port);
                }));
    }

    @Test
    void severalAreAskedInTheirOrderAndNoneStandsForTheSystems() {
        assertThat(Resolvers.parse("192.0.2.1, 192.0.2.2"))
                .hasValueSatisfying(all -> assertThat(all).hasSize(2));
        assertThat(Resolvers.parse("system"))
                .hasValueSatisfying(all -> assertThat(all).isEmpty());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "dns.example.com", "192.0.2.300", "192.0.2.1:0", "192.0.2.1:70000", "192.0.2.1,", "::g"})
    void whatIsNoAddressIsRefused(String text) {
        assertThat(Resolvers.parse(text)).isEmpty();
    }
}
