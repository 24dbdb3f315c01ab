package dev.groundplan.identity.security;

/** Demo mode was to be reachable from other machines. */
class DemoAddressException extends RuntimeException {
    DemoAddressException(String address) {
        super(
                "Demo mode has people whose passwords everybody knows, so it listens on this machine only,"
                        + " but it was told to listen on "
                        + address
                        + ".");
    }
}
