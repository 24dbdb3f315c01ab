package dev.groundplan.worker;

import org.springframework.test.context.TestPropertySource;

@TestPropertySource(
        properties = {
            "groundplan.data=./target/test-data/faults-sandboxed",
            "groundplan.sandbox=auto"
        })
class SandboxedPortalChildFaultTests extends PortalChildFaults {}
