package dev.groundplan.environment;

import dev.groundplan.testing.PostgreSqlPortal;

@PostgreSqlPortal
class PostgreSqlStateVersionsTests extends StateVersionsContract {}
