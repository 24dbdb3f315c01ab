package dev.groundplan.worker;

import org.springframework.test.context.TestPropertySource;

@TestPropertySource(
        properties = {
            "groundplan.data=./target/test-data/faults-unconfined",
            "groundplan.sandbox=off"
        })
class UnconfinedPortalChildFaultTests extends PortalChildFaults {}
