// The version that the daemon and its client share: they are built and installed together.

/// The version of the daemon, its client and their interfaces.
public let productVersion = "0.1.0"
