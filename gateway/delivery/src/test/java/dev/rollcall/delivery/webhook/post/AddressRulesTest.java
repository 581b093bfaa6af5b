package dev.rollcall.delivery.webhook.post;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class AddressRulesTest {

    private static final AddressRules OUTWARD = new AddressRules(false);
    private static final AddressRules ANYWHERE = new AddressRules(true);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "127.255.255.254",
                "0.0.0.0",
                "10.1.2.3",
                "172.16.0.1",
                "172.31.255.255",
                "192.168.1.1",
                "169.254.169.254",
                "100.64.0.1",
                "100.127.255.255",
                "192.0.0.192",
                "192.0.2.1",
                "198.18.0.1",
                "198.19.255.255",
                "198.51.100.7",
                "203.0.113.7",
                "224.0.0.1",
                "239.1.1.1",
                "240.0.0.1",
                "255.255.255.255",
                "::1",
                "::",
                "fe80::1",
                "febf::1",
                "fc00::1",
                "fd00:ec2::254",
                "fec0::1",
                "ff02::1",
                "::ffff:127.0.0.1",
                "::127.0.0.1",
                "64:ff9b::7f00:1",
                "64:ff9b::a9fe:a9fe",
                "2002:7f00:1::1",
                "2002:a00:1::",
                "2001::1",
                "2001:db8::1",
                "2130706433"
            })
    void addressesThatAreNotOfThePublicInternetAreRefused(String text) throws UnknownHostException {
        assertThat(OUTWARD.allows(InetAddress.getByName(text))).isFalse();
        assertThat(ANYWHERE.allows(InetAddress.getByName(text))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.1.1.1",
                "9.255.255.255",
                "11.0.0.1",
                "172.15.255.255",
                "172.32.0.1",
                "100.63.255.255",
                "100.128.0.1",
                "192.167.255.255",
                "198.17.255.255",
                "223.255.255.255",
                "2606:4700::1111",
                "2a00:1450::1",
                "2002:101:101::1",
                "64:ff9b::101:101"
            })
    void addressesOfThePublicInternetAreAllowed(String text) throws UnknownHostException {
        assertThat(OUTWARD.allows(InetAddress.getByName(text))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://example.com/",
                "ftp://example.com/",
                "example.com",
                "https:///x",
                "https://user:pw@example.com/",
                "https://example.com/#x",
                "https://exa mple.com/",
                "file:///etc/passwd",
                ""
            })
    void urlsThatCannotBeUsedAreRefusedWithASentence(String url) {
        assertThat(OUTWARD.objection(url)).isPresent();
    }

    @Test
    void clearTextIsForTheOperatorsOwnNetwork() {
        assertThat(OUTWARD.objection("https://example.com:8443/hooks?tenant=1")).isEmpty();
        assertThat(ANYWHERE.objection("http://127.0.0.1:9000/hooks")).isEmpty();
        assertThat(ANYWHERE.objection("ftp://127.0.0.1/")).isPresent();
    }
}
