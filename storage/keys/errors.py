"""What can be wrong with a file of keys. Messages name the file, never what it holds."""

from storage.errors import PermanentError


class KeyFileError(PermanentError):
    """A key file, or the folder it lies in, is missing, unreadable, open to others, or not what it should be."""

    hint = "restore it from your copy of the keys folder: without its own keys no case opens"


class KeysExist(KeyFileError):
    """New keys would overwrite keys that may be the only ones to open cases."""

    hint = "choose an empty folder, and keep these keys"


class WrongPassphrase(PermanentError):
    """The passphrase does not open the group's keys."""

    hint = "check the keyboard layout and capital letters, and type it again"


class NoVolatileMemory(PermanentError):
    """There is no folder that forgets its files when the machine stops."""

    hint = "name a folder on a tmpfs or ramfs in the configuration; on a disk a draft key would outlive a seizure"
