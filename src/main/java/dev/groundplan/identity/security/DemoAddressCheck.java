package dev.groundplan.identity.security;

import java.net.InetAddress;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.web.server.autoconfigure.ServerProperties;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/** Refuses to offer people with known passwords to other machines. */
@Component
@Profile("demo")
class DemoAddressCheck implements InitializingBean {
    private final ObjectProvider<ServerProperties> server;

    DemoAddressCheck(ObjectProvider<ServerProperties> server) {
        this.server = server;
    }

    @Override
    public void afterPropertiesSet() {
        server.ifAvailable(properties -> check(properties.getAddress()));
    }

    private static void check(@Nullable InetAddress address) {
        if (address == null || !address.isLoopbackAddress()) {
            throw new DemoAddressException(
                    address == null ? "every address" : address.getHostAddress());
        }
    }
}
