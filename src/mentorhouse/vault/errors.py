"""Every way in which the vault refuses. The words are fit for a person and never hold text."""


class VaultError(Exception):
    """The vault refuses."""


class StaysSealed(VaultError, TypeError):
    """Sealed text was about to be shown, stored or sent without being opened."""

    def __init__(self) -> None:
        super().__init__("Sealed text is opened with vault.sealing.open_row, and in no other way.")


class NotSealed(VaultError, TypeError):
    """Plain text was about to go where only sealed text may lie."""

    def __init__(self, name: str) -> None:
        super().__init__(f"{name} holds sealed text only: use vault.sealing.seal(row, {name}=…).")


class Tampered(VaultError):
    """The sealed text is not what was sealed for this row: changed, moved or swapped."""

    def __init__(self) -> None:
        super().__init__("This text cannot be opened: it was changed outside the product.")


class Destroyed(VaultError):
    """The key was destroyed on purpose, and with it the text."""

    def __init__(self) -> None:
        super().__init__("This text was deleted.")


class KeyMissing(VaultError):
    """The keystore has no such key, and no record that it was destroyed."""

    def __init__(self) -> None:
        super().__init__("The key of this text is missing from the keystore.")


class MasterKeyMissing(VaultError):
    """There is no master key file, or it does not hold the generation asked for."""


class MasterKeyWrong(VaultError):
    """The master key file holds a key, but not the one that this keystore was made with."""
